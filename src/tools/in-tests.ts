const testFolder = /(?:^|\/)(?:tests?|__tests__|__mocks__|__fixtures__|fixtures|e2e|testdata|test-data)\//i;
/** Folders of tests when they hold programs; data in them is as often the specification itself. */
const specFolder = /(?:^|\/)specs?\/(?:.*\/)?[^/]*\.(?:[cm]?[jt]sx?|pyi?)$/i;
const testFile =
  /(?:^|\/)(?:test_[^/]*\.pyi?|[^/]*_test\.pyi?|conftest\.py|[^/]*[.-](?:test|spec)s?\.[cm]?[jt]sx?|[^/]*\.(?:test|spec|fixture)\.(?:json|jsonc|ya?ml))$/i;

/** Whether a workspace-relative path (forward slashes) is test code or test data: its tools are counted apart. */
export function isInTests(file: string): boolean {
  return testFolder.test(file) || specFolder.test(file) || testFile.test(file);
}
