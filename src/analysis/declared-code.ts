import { purposeOf } from "./argument-rule.ts";
import type { ArgumentFlow } from "./flow/flows.ts";

/** A tool that says of itself that it runs commands is one defect of its own, not one per command. */
const declaredShell =
  /\b(shell|terminal|bash|powershell|command[- ]line|arbitrary (command|code)|run (a |any )?(shell )?commands?|execute (a |any )?(shell )?commands?)\b/i;

/** As `declaredShell`, for tools that evaluate code. */
const declaredInterpreter =
  /\b(python|javascript|node|code)[ _-]*(interpreter|repl|exec(ute|ution)?|runner|sandbox)\b|\b(run|execute|evaluate)s? (arbitrary |any |some |the |a |given )*(python|javascript|js|code|script)/i;

/** Whether the whole argument is a command or code, and the tool's words say that this is what it is for. */
export function isDeclaredCodeTool(flow: ArgumentFlow): boolean {
  const { hit } = flow;
  return (
    !hit.taint.isPart &&
    ((hit.kind === "shell" &&
      (declaredShell.test(purposeOf(flow)) || declaredInterpreter.test(purposeOf(flow)))) ||
      (hit.kind === "code" && hit.detail !== "import" && declaredInterpreter.test(purposeOf(flow))))
  );
}

/** Whether the words of the tool say that it runs code. */
export function isDeclaredInterpreter(flow: ArgumentFlow): boolean {
  return declaredInterpreter.test(purposeOf(flow));
}
