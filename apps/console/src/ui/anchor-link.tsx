import { Anchor, type AnchorProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { Ref } from 'react';

type Props = Omit<AnchorProps, 'href'> & { readonly ref?: Ref<HTMLAnchorElement> };

const StyledAnchor = (props: Props) => <Anchor {...props} />;

/** A link to a page of the console, whose parameters are checked. */
export const AnchorLink = createLink(StyledAnchor);
