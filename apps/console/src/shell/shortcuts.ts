import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { areSingleKeysOn } from './single-keys';
import { places } from './places';

interface Actions {
  readonly openPalette: () => void;
  readonly openHelp: () => void;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('input, textarea, select, [contenteditable], [role=dialog]') !== null;

/** `Ctrl K` always; single letters only outside of fields, and only while they are switched on. */
export function useShortcuts({ openPalette, openHelp }: Actions): void {
  const navigate = useNavigate();
  const isAfterG = useRef(false);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const isChord = event.ctrlKey || event.metaKey;
      if (isChord && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        openPalette();
        return;
      }
      if (isChord || event.altKey || isTyping(event.target) || !areSingleKeysOn()) return;
      const place = isAfterG.current ? places.find(({ key }) => key === event.key) : undefined;
      isAfterG.current = event.key === 'g';
      if (place) void navigate({ to: place.to });
      if (event.key === '?') openHelp();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [navigate, openPalette, openHelp]);
}
