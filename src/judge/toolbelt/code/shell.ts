/** One simple command of a shell line. */
export interface ShellCommand {
  /** Words with quotes taken off; the program first, assignments before it left out. */
  words: string[];
  /** Offset of its first word, and behind its last. */
  start: number;
  end: number;
  /** Its input comes from the command before it. */
  piped: boolean;
  /** Files that its output is written to; `append` keeps what is there. */
  writes: { file: string; append: boolean }[];
}

const limits = { length: 20_000, commands: 300, words: 400, depth: 6 };

interface Reader {
  readonly text: string;
  at: number;
  readonly commands: ShellCommand[];
  depth: number;
}

/**
 * The simple commands of a shell text, in order: pipes, lists, subshells and substitutions taken apart, quotes taken off,
 * nothing expanded and nothing run. Reads 20,000 units and 300 commands at most; linear in the text.
 */
export function shellCommands(text: string): ShellCommand[] {
  const reader: Reader = { text: text.slice(0, limits.length), at: 0, commands: [], depth: 0 };
  read(reader, "");
  return reader.commands;
}

function newCommand(at: number, piped: boolean): ShellCommand {
  return { words: [], start: at, end: at, piped, writes: [] };
}

function read(reader: Reader, until: string): void {
  const { text } = reader;
  let command = newCommand(reader.at, false);
  const finish = (piped: boolean) => {
    if (command.words.length > 0 || command.writes.length > 0) {
      reader.commands.push(command);
    }
    command = newCommand(reader.at, piped);
  };
  while (reader.at < text.length && reader.commands.length < limits.commands) {
    const character = text.charAt(reader.at);
    if (until !== "" && character === until) {
      reader.at++;
      break;
    }
    if (character === "#" && command.words.length === 0) {
      const line = text.indexOf("\n", reader.at);
      reader.at = line < 0 ? text.length : line;
    } else if (/[;\n&|(){}]/.test(character)) {
      const piped = character === "|" && text.charAt(reader.at + 1) !== "|";
      reader.at++;
      finish(piped);
    } else if (/\s/.test(character)) {
      reader.at++;
    } else if (character === ">") {
      redirect(reader, command);
    } else if (character === "<") {
      reader.at++;
    } else {
      const start = reader.at;
      const word = readWord(reader);
      if (/^\d$/.test(word) && text.charAt(reader.at) === ">") {
        continue; // 2> file
      }
      if (!(command.words.length === 0 && /^\w{1,60}=/.test(word)) && command.words.length < limits.words) {
        if (command.words.length === 0) {
          command.start = start;
        }
        command.words.push(word);
      }
      command.end = reader.at;
    }
  }
  finish(false);
}

function redirect(reader: Reader, command: ShellCommand): void {
  const { text } = reader;
  const append = text.charAt(reader.at + 1) === ">";
  reader.at += append ? 2 : 1;
  if (text.charAt(reader.at) === "&") {
    reader.at++;
    readWord(reader);
    return;
  }
  while (text.charAt(reader.at) === " ") {
    reader.at++;
  }
  const file = readWord(reader);
  if (file !== "" && file !== "/dev/null") {
    command.writes.push({ file, append });
  }
  command.end = reader.at;
}

/** One word: quotes and escapes taken off; substitutions inside it are read as commands of their own. */
function readWord(reader: Reader): string {
  const { text } = reader;
  let word = "";
  let quote = "";
  const from = reader.at;
  while (reader.at < text.length) {
    const character = text.charAt(reader.at);
    if (quote === "" && /[\s;|&<>(){}]/.test(character) && !(character === "{" || character === "}")) {
      break;
    }
    if (character === "\\" && quote !== "'") {
      word += text.charAt(reader.at + 1);
      reader.at += 2;
    } else if ((character === "'" || character === '"') && (quote === "" || quote === character)) {
      quote = quote === "" ? character : "";
      reader.at++;
    } else if (quote !== "'" && character === "$" && text.charAt(reader.at + 1) === "(") {
      reader.at += 2;
      word += substituted(reader, ")");
    } else if (quote !== "'" && character === "`") {
      reader.at++;
      word += substituted(reader, "`");
    } else {
      word += character;
      reader.at++;
    }
  }
  if (reader.at === from) {
    reader.at++; // a lone bracket
  }
  return word;
}

function substituted(reader: Reader, until: string): string {
  if (reader.depth >= limits.depth) {
    reader.at = reader.text.length;
    return "";
  }
  reader.depth++;
  const from = reader.at;
  read(reader, until);
  reader.depth--;
  return `$(${reader.text.slice(from, Math.max(from, reader.at - 1))})`;
}
