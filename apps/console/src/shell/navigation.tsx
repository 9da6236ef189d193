import { NavLink } from '@mantine/core';
import { Link, useLocation } from '@tanstack/react-router';
import { useWords } from '../i18n/words';
import { places } from './places';

export function Navigation({ onNavigate }: { readonly onNavigate: () => void }) {
  const words = useWords().shell;
  const { pathname } = useLocation();
  return (
    <nav aria-label={words.navigation}>
      {places.map(({ name, to }) => {
        const isCurrent = to === '/' ? pathname === '/' : pathname.startsWith(to);
        return (
          <NavLink
            key={name}
            component={Link}
            to={to}
            label={words.pages[name]}
            active={isCurrent}
            aria-current={isCurrent ? 'page' : undefined}
            onClick={onNavigate}
            variant="filled"
          />
        );
      })}
    </nav>
  );
}
