export function mountPoint(): HTMLElement {
  const element = document.getElementById("app");
  if (!element) throw new Error("The page has no #app.");
  return element;
}
