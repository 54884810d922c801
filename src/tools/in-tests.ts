const testFolder =
  /(?:^|\/)(?:tests?|__tests__|__mocks__|__fixtures__|fixtures|specs?|e2e|testdata|test-data)\//i;
const testFile =
  /(?:^|\/)(?:test_[^/]*\.pyi?|[^/]*_test\.pyi?|conftest\.py|[^/]*[.-](?:test|spec)s?\.[cm]?[jt]sx?|[^/]*\.(?:test|spec|fixture)\.(?:json|jsonc|ya?ml))$/i;

/** Whether a workspace-relative path (forward slashes) is test code or test data: its tools are counted apart. */
export function isInTests(file: string): boolean {
  return testFolder.test(file) || testFile.test(file);
}
