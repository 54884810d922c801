/** How a framework that runs tools at once is made to ask a person first. */
export interface ApprovalGate {
  /** What stands in a file in which somebody is asked. */
  present: RegExp;
  /** For a message: what to write. */
  words: string;
  /** Where approval belongs to the agent, what makes one: a file that makes none says nothing about approval. */
  agent?: RegExp;
  /** What a fix adds to the tool's decorator. */
  keyword?: string;
  /** What a fix adds to the object that the tool is made of. */
  property?: string;
}

/**
 * By framework, from each one's own documentation of human-in-the-loop. Frameworks without a gate of their own are told
 * apart by what their users put in its place.
 */
export const approvalGates: Readonly<Record<string, ApprovalGate>> = {
  "openai-agents-python": {
    present: /needs_approval/,
    words: "needs_approval=True",
    keyword: "needs_approval=True",
  },
  "openai-agents-js": {
    present: /needsApproval/,
    words: "needsApproval: true",
    property: "needsApproval: true",
  },
  "vercel-ai": {
    present: /needsApproval|toolApproval/,
    words: "needsApproval: true",
    property: "needsApproval: true",
  },
  "langchain-python": {
    present: /HumanInTheLoopMiddleware|interrupt\(|interrupt_before/,
    words: "HumanInTheLoopMiddleware",
    agent: /\b(?:create_agent|create_react_agent|AgentExecutor|initialize_agent|create_deep_agent)\(/,
  },
  "langchain-js": {
    present: /humanInTheLoopMiddleware|interrupt\(|interruptBefore/,
    words: "humanInTheLoopMiddleware",
    agent: /\b(?:createAgent|createReactAgent|AgentExecutor|createDeepAgent)\(/,
  },
  "pydantic-ai": {
    present: /requires_approval|ApprovalRequired/,
    words: "requires_approval=True",
    keyword: "requires_approval=True",
  },
  "google-adk": {
    present: /require_confirmation|request_confirmation|before_tool_callback/,
    words: "require_confirmation=True",
  },
  mastra: {
    present: /requireApproval|suspend/,
    words: "requireApproval: true",
    property: "requireApproval: true",
  },
  crewai: { present: /human_input/, words: "Task(human_input=True)", agent: /\bCrew\(/ },
  agno: {
    present: /requires_confirmation|requires_user_input/,
    words: "requires_confirmation=True",
    keyword: "requires_confirmation=True",
  },
  "microsoft-agent-framework": {
    present: /approval_mode/,
    words: "approval_mode",
    keyword: 'approval_mode="always_require"',
  },
  "llamaindex-python": {
    present: /HumanResponseEvent|InputRequiredEvent|wait_for_event/,
    words: "HumanResponseEvent",
    agent: /\b(?:FunctionAgent|ReActAgent|AgentWorkflow|CodeActAgent)(?:\.from_\w+)?\(/,
  },
  "semantic-kernel": {
    present: /FilterTypes\.|InvocationFilter|invocation_filter/,
    words: "a function invocation filter",
    agent: /\b(?:Kernel|ChatCompletionAgent)\(/,
  },
  autogen: {
    present: /UserProxyAgent|HandoffTermination|human_input_mode\s*=\s*["'](?:ALWAYS|TERMINATE)/,
    words: "a UserProxyAgent in the team",
    agent: /\bAssistantAgent\(/,
  },
  smolagents: {
    present: /step_callbacks|\binput\(/,
    words: "a question in the tool",
    agent: /\b(?:CodeAgent|ToolCallingAgent)\(/,
  },
  haystack: {
    present: /confirmation_strategies|ConfirmationHook|ConfirmationStrategy/,
    words: "confirmation_strategies",
    agent: /\bAgent\(/,
  },
  "strands-agents": {
    present: /BeforeTools?(?:Call)?Event|\.interrupt\(|HumanInTheLoop/,
    words: "HumanInTheLoop",
    agent: /\bAgent\(/,
  },
};
