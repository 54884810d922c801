// Stands in for the `vscode` module where only its translation function is needed.
export const l10n = {
  t: (text: string, ...values: unknown[]): string =>
    text.replaceAll(/\{(\d)\}/g, (place, index: string) =>
      values.length === 0 ? place : String(values[Number(index)] ?? place),
    ),
};
