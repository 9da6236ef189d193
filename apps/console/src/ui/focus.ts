/**
 * Gives the focus to an element, unless another has it already. Where that is gone or disabled, it goes to the heading
 * of the nearest part of the page that is left.
 * @param around what the element stood in, from inside to outside
 */
export function giveFocusBack(element: Element | null, around: readonly Element[]): void {
  if (hasFocus()) return;
  if (element instanceof HTMLElement && element.isConnected) element.focus();
  if (hasFocus()) return;
  const heading = around
    .filter(({ isConnected }) => isConnected)
    .map((part) => part.querySelector<HTMLElement>('h1, h2, h3'))
    .find((found) => found !== null);
  if (!heading) return;
  if (!heading.hasAttribute('tabindex')) heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

/** From inside to outside. */
export function ancestorsOf(element: Element | null): Element[] {
  const parent = element?.parentElement;
  return parent ? [parent, ...ancestorsOf(parent)] : [];
}

function hasFocus(): boolean {
  const { activeElement, body } = document;
  return activeElement !== null && activeElement !== body;
}
