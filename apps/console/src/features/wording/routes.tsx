import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedInRoute } from '../../routes';
import { readEditing } from './editing';

const catalogRoute = createRoute({
  path: '/wording',
  getParentRoute: () => signedInRoute,
  component: lazyRouteComponent(() => import('./catalog-page'), 'CatalogPage'),
});

const brandRoute = createRoute({
  path: '/wording/brand',
  getParentRoute: () => signedInRoute,
  component: lazyRouteComponent(() => import('./brand-page'), 'BrandPage'),
});

const editorRoute = createRoute({
  path: '/wording/$kind',
  getParentRoute: () => signedInRoute,
  validateSearch: readEditing,
  component: lazyRouteComponent(() => import('./editor-page'), 'EditorPage'),
});

export const wordingRoutes = [catalogRoute, brandRoute, editorRoute] as const;
