// Stand for the services behind the tools.
export const github = {
  issues: async (repository: string, label?: string) => [{ repository, label, title: "Login fails", body: "…" }],
  grant: async (repository: string, username: string, role: string) => `${username} is ${role} on ${repository}`,
};

export const statusPage = {
  publish: async (notice: { title: string; message: string; impact: string }) => `published: ${notice.title}`,
};
