// What the tests and the measurements put into pages.

interface Window {
  /** Lets the storage work again after a test broke it. */
  mendStorage: () => void;

  /** What is noted while a report is made. */
  bench: {
    started: number;
    finished: number;
    size: number;
    report: string;
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

/** The libraries that the product is compared with; their pages load them by plain scripts. */
declare const jspdf: any;
declare const pdfMake: any;
