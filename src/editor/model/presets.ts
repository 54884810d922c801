/** Servers that speak OpenAI's interface, with the address they are mostly found at. Names of products, not translated. */
export const presets = [
  { name: "OpenAI", baseUrl: "https://api.openai.com/v1" },
  { name: "Azure OpenAI", baseUrl: "https://NAME.openai.azure.com/openai/v1" },
  { name: "vLLM", baseUrl: "http://localhost:8000/v1" },
  { name: "Ollama", baseUrl: "http://localhost:11434/v1" },
  { name: "LM Studio", baseUrl: "http://localhost:1234/v1" },
  { name: "llama.cpp", baseUrl: "http://localhost:8080/v1" },
] as const;

export const defaultHost = "api.openai.com";
