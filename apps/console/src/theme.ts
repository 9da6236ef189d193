import { Button, createTheme } from '@mantine/core';
import { FocusableButton } from './ui/focusable-button';

/** The shades are dark enough for small white text on them, as axe checks. */
export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 7, dark: 8 },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  headings: { fontWeight: '650' },
  components: { Button: Button.extend({ defaultProps: { component: FocusableButton } }) },
});
