/** Whether it was copied: the browser may refuse, as where the press was too long ago. */
export function copyText(text: string): Promise<boolean> {
  return navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  );
}
