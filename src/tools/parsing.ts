import type { CodeDocument } from "../syntax/code-document.ts";
import type { DataDocument } from "../syntax/data-node.ts";
import type { CodeLanguage } from "../syntax/grammars.ts";
import { parseData } from "../syntax/parse-data.ts";
import { parseConfig } from "./discover-servers.ts";
import { createLoneProject, type DiscoveryProject } from "./discovery-project.ts";
import { isDataLanguage, toolLanguageOf } from "./tool-language.ts";

/** The trees of one text, made when first asked for and shared by everyone who reads the text. */
export interface Parsing {
  /** The project the text is a file of. */
  readonly project: DiscoveryProject;
  /** Whether anyone has asked yet. */
  readonly done: boolean;
  /** @throws CodeLimitError when the text is too large or too slow to parse. */
  code(language: CodeLanguage): Promise<CodeDocument>;
  /** Undefined when the file is not of a kind that holds data. */
  data(): DataDocument | undefined;
  /** Lets go of the trees. */
  dispose(): void;
}

/** `file` decides how data is read. Nothing is parsed yet. Without a project the text stands alone. */
export function createParsing(
  { file, text }: { file: string; text: string },
  given?: DiscoveryProject,
): Parsing {
  const project = given ?? createLoneProject();
  let code: Promise<CodeDocument> | undefined;
  let data: { document: DataDocument | undefined } | undefined;
  return {
    project,
    get done() {
      return code !== undefined || data?.document !== undefined;
    },
    async code(language) {
      code ??= project.sources.open({ file, text, language });
      return code;
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
    dispose() {
      code = undefined;
      data = undefined;
    },
  };
}
