// What the tests and the measurements put into pages.

interface Window {
  /** Lets the storage work again after a test broke it. */
  mendStorage: () => void;

  /** The app's connection to its storage, and the durability of each transaction that wrote. */
  watched: { database: IDBDatabase | null; durabilities: string[] };

  /** What is noted while a report is made. */
  bench: {
    started: number;
    finished: number;
    size: number;
    source: { self_check: string; earlier: string | null; today: string } | null;
    ready: boolean;
    typed: number;
    pictured: number;
    frames: number[];
  };
  benchFonts: { regular: string; bold: string };
  benchReport: string;
  warmUp: () => Promise<string[]>;
  chineseDays: typeof import("../bench/node_modules/chinese-days");
}

/** The rescue, as in globals.d.ts. */
declare var selfcheckRescue: { watch(memory: WebAssembly.Memory): void };

/** The libraries that the product is compared with; their pages load them by plain scripts. */
declare const jspdf: any;
declare const pdfMake: any;
