/** There from the start, so that screen readers say what it comes to hold. */
export function Refusal({ children }: { readonly children: string | null }) {
  return (
    <div role="alert" className="refusal">
      {children}
    </div>
  );
}
