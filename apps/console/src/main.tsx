import '@mantine/core/styles.css';
import '@mantine/spotlight/styles.css';
import './console.css';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { setNonce } from 'get-nonce';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from './api/query-client';
import { loadWords, preferredLanguage } from './i18n/languages';
import { TranslationProvider } from './i18n/words';
import { router } from './router';
import { theme } from './theme';

const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
// for the styles that dialogs add to the page
setNonce(nonce);

// the key that public/color-scheme.js reads
const colorSchemes = localStorageColorSchemeManager({ key: 'subjectline-color-scheme' });

// relative to the address that was opened, which changes before the browser has loaded it
const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
icon?.setAttribute('href', icon.href);

async function start(root: HTMLElement): Promise<void> {
  const language = preferredLanguage();
  const words = await loadWords(language);
  createRoot(root).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        defaultColorScheme="auto"
        colorSchemeManager={colorSchemes}
        getStyleNonce={() => nonce}
      >
        <QueryClientProvider client={queryClient}>
          <TranslationProvider first={{ language, words }}>
            <RouterProvider router={router} />
          </TranslationProvider>
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}

const root = document.getElementById('root');
if (root) void start(root);
