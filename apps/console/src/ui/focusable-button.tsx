import { useLayoutEffect, useRef, useState, type ComponentPropsWithRef } from 'react';
import { useMergedRef } from '@mantine/hooks';
import { ancestorsOf, giveFocusBack } from './focus';

interface Props extends ComponentPropsWithRef<'button'> {
  readonly 'data-loading'?: boolean;
}

/**
 * A button that does not lose the focus: browsers take it from one that is disabled. While what it began is under way, and
 * while it has the focus, it is disabled for readers alone and ignores clicks.
 */
export function FocusableButton({ ref, disabled, type = 'button', ...button }: Props) {
  const own = useRef<HTMLButtonElement>(null);
  const merged = useMergedRef(ref, own);
  const [isFocused, setFocused] = useState(false);
  useLayoutEffect(() => {
    const element = own.current;
    return () => {
      if (!element || document.activeElement !== element) return;
      const around = ancestorsOf(element);
      // once it has left the document
      setTimeout(() => giveFocusBack(null, around));
    };
  }, []);
  const isInert = disabled === true && (button['data-loading'] === true || isFocused);
  return (
    <button
      {...button}
      ref={merged}
      type={type}
      disabled={disabled && !isInert}
      aria-disabled={isInert || button['aria-disabled']}
      onFocus={(event) => {
        setFocused(true);
        button.onFocus?.(event);
      }}
      onBlur={(event) => {
        setFocused(false);
        button.onBlur?.(event);
      }}
      onClick={(event) => {
        if (isInert) event.preventDefault();
        else button.onClick?.(event);
      }}
    />
  );
}
