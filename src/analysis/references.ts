const llm: Readonly<Record<string, string>> = {
  LLM01: "Prompt Injection",
  LLM02: "Sensitive Information Disclosure",
  LLM03: "Supply Chain",
  LLM04: "Data and Model Poisoning",
  LLM05: "Improper Output Handling",
  LLM06: "Excessive Agency",
  LLM07: "System Prompt Leakage",
  LLM08: "Vector and Embedding Weaknesses",
  LLM09: "Misinformation",
  LLM10: "Unbounded Consumption",
  ASI01: "Agent Goal Hijack",
  ASI02: "Tool Misuse and Exploitation",
  ASI03: "Identity and Privilege Abuse",
  ASI04: "Agentic Supply Chain",
  ASI05: "Unexpected Code Execution",
  ASI06: "Memory and Context Poisoning",
  ASI07: "Insecure Inter-Agent Communication",
  ASI08: "Cascading Failures",
  ASI09: "Human-Agent Trust Exploitation",
  ASI10: "Rogue Agents",
  MCP01: "Token Mismanagement and Secret Exposure",
  MCP02: "Scope Creep",
  MCP03: "Tool Poisoning",
  MCP04: "Supply Chain",
  MCP05: "Command Injection",
  MCP06: "Intent Flow Subversion",
  MCP07: "Authentication and Authorization",
  MCP08: "Audit and Telemetry",
  MCP09: "Shadow Servers",
  MCP10: "Context Injection and Over-sharing",
};

const lists: Readonly<Record<string, string>> = {
  LLM: "OWASP LLM Applications 2025",
  ASI: "OWASP Agentic Applications 2026",
  MCP: "OWASP MCP Top 10",
};

/** What an id of a standard is called, with its list; empty for ids that only have a number. */
export function referenceTitle(id: string): string {
  const list = lists[id.slice(0, 3)];
  const title = llm[id];
  return list === undefined || title === undefined ? "" : `${title} (${list})`;
}

/** The page of a weakness or technique; undefined where there is none for the id alone. */
export function referenceUrl(id: string): string | undefined {
  const [, weakness] = /^CWE-(\d+)$/.exec(id) ?? [];
  if (weakness !== undefined) {
    return `https://cwe.mitre.org/data/definitions/${weakness}.html`;
  }
  return /^AML\.T\d{4}(?:\.\d{3})?$/.test(id) ? `https://atlas.mitre.org/techniques/${id}` : undefined;
}
