// What scripts find that others put there.

/** From wasm-bindgen's JavaScript, which stands before the documents worker's own script. */
declare const wasm_bindgen: {
  (start: { module_or_path: WebAssembly.Module }): Promise<unknown>;
  RequestHandler: new () => {
    answer(json: string, files: Uint8Array<ArrayBuffer>[]): { json: string; files: Uint8Array<ArrayBuffer>[] };
  };
};

/** From wasm-bindgen's JavaScript, which stands before the single file's own script. */
declare function __wbg_init(start: { module_or_path: Promise<Uint8Array<ArrayBuffer>> }): Promise<unknown>;

/** The single page's way to its files; the app asks for it. */
declare var carriedFile: (name: string) => Promise<Uint8Array<ArrayBuffer>>;

/** The rescue, which the app tells what must not be lost. */
declare var selfcheckRescue: {
  note(id: string, json: string): void;
  forget(id: string): void;
  panicked(message: string): void;
  watch(memory: WebAssembly.Memory): void;
};

/** One file of a release, as the build lists it for the service worker. */
interface ListedFile {
  path: string;
  bytes: number;
  integrity: string;
  later?: boolean;
}

/** The build puts both in front of the service worker. */
declare const RELEASE: string;
declare const FILES: ListedFile[];
