import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { basePath } from '../base-path';

interface Props {
  readonly title: string;
  readonly html: string;
  /** Default: those of the page. */
  readonly colors?: 'light' | 'dark';
}

const maxHeight = 4_000;

/** A mail as its reader sees it, in a sandbox of its own policy: nothing of it runs or loads anything. */
export function MailFrame({ title, html, colors: chosen }: Props) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(320);
  const own = useComputedColorScheme('light');
  const colors = chosen ?? own;
  // its origin is opaque: no other target can be named
  const show = () => frame.current?.contentWindow?.postMessage({ html, colors }, '*');
  useEffect(show, [html, colors]);
  useEffect(() => {
    const onMessage = ({ source, data }: MessageEvent<unknown>): void => {
      if (!frame.current || source !== frame.current.contentWindow) return;
      if (typeof data !== 'object' || data === null) return;
      if ('height' in data) setHeight(Math.min(Number(data.height) || 0, maxHeight));
      // as if it had been pressed on the frame: a dialog around it closes
      if ('escape' in data)
        frame.current.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    };
    window.addEventListener('message', onMessage);
    return () => window.removeEventListener('message', onMessage);
  }, []);
  return (
    <iframe
      ref={frame}
      title={title}
      src={`${basePath}/preview-frame`}
      sandbox="allow-scripts"
      height={height}
      onLoad={show}
      className="mail-frame"
    />
  );
}
