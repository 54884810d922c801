/** Files of one project. Paths are relative to its root, with forward slashes; the root itself is the empty text. */
export interface SourceHost {
  /** The text of a file; undefined when there is none, or it is too large or not text. Open editors win over the disk. */
  read(file: string): string | undefined;
  isFile(file: string): boolean;
  /** Names of the folders directly in a folder; none when it does not exist. */
  folders(folder: string): readonly string[];
  /** Names of the files directly in a folder; none when it does not exist. */
  files(folder: string): readonly string[];
  /** Says that a file or folder has changed, come or gone. */
  changed?(path: string): void;
}

/** A project of one file, or one whose other files nobody may see. */
export const noFiles: SourceHost = {
  read: () => undefined,
  isFile: () => false,
  folders: () => [],
  files: () => [],
};

/**
 * As a host of files that stay as they are for as long as it is used: what was read last is not read again.
 * @param maxKept UTF-16 code units of text that are remembered.
 */
export function rememberingHost(host: SourceHost, maxKept: number): SourceHost {
  const texts = new Map<string, string | undefined>();
  let size = 0;
  return {
    ...host,
    read(file) {
      if (texts.has(file)) {
        return texts.get(file);
      }
      const text = host.read(file);
      size += text?.length ?? 0;
      if (size > maxKept) {
        texts.clear();
        size = text?.length ?? 0;
      }
      texts.set(file, text);
      return text;
    },
    changed(path) {
      texts.clear();
      size = 0;
      host.changed?.(path);
    },
  };
}

/** Folders of other people's code and of build output. Modules are not looked for in them. */
export function isForeignFolder(name: string): boolean {
  return /^(node_modules|site-packages|__pycache__|\.[^.].*|venv|env|dist|build|out|target)$/.test(name);
}
