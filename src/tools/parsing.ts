import type { CodeDocument } from "../syntax/code-document.ts";
import type { DataDocument } from "../syntax/data-node.ts";
import type { CodeLanguage } from "../syntax/grammars.ts";
import { parseData } from "../syntax/parse-data.ts";
import { type CodeLimits, parseCode } from "../syntax/parsed.ts";
import { parseConfig } from "./discover-servers.ts";
import { isDataLanguage, toolLanguageOf } from "./tool-language.ts";

/** The trees of one text, made when first asked for and shared by everyone who reads the text. */
export interface Parsing {
  /** Whether anyone has asked yet. */
  readonly done: boolean;
  /** @throws CodeLimitError when the text is too large or too slow to parse. */
  code(language: CodeLanguage): Promise<CodeDocument>;
  /** Undefined when the file is not of a kind that holds data. */
  data(): DataDocument | undefined;
  /** Frees the trees; none may be used afterwards. */
  dispose(): void;
}

/** `file` decides how data is read. Nothing is parsed yet. */
export function createParsing(
  { file, text }: { file: string; text: string },
  limits: Partial<CodeLimits> = {},
): Parsing {
  let code: Promise<CodeDocument> | undefined;
  let data: { document: DataDocument | undefined } | undefined;
  let open: CodeDocument | undefined;
  return {
    get done() {
      return code !== undefined || data?.document !== undefined;
    },
    async code(language) {
      code ??= parseCode(language, text, limits);
      open = await code;
      return open;
    },
    data() {
      if (data === undefined) {
        const language = toolLanguageOf(file);
        data = {
          document: isDataLanguage(language) ? parseData(language, text) : parseConfig({ file, text }),
        };
      }
      return data.document;
    },
    dispose: () => open?.dispose(),
  };
}
