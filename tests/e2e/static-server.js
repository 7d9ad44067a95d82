// Serves the built app to most of the journeys.
// Takes SELFCHECK_DIST (the folder) and SELFCHECK_PORT from the environment.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { DIST, startSite } from "./support/site.js";

if (!existsSync(join(DIST, "index.html"))) {
  console.error(`There is no build in ${DIST}. Run \`cargo xtask build\`, or name one in SELFCHECK_DIST.`);
  process.exit(1);
}
await startSite(DIST, Number(process.env.SELFCHECK_PORT));
