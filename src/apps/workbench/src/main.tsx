/** The workbench's beginning. */
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { loadCatalogue } from './language.ts';
import './parts/cut-words.ts';
import { router } from './router.tsx';
import { createQueryClient, sessionReading } from './session.tsx';
import './style.css';

const client = createQueryClient();
// Who is in is asked while the language and the page's own program are on their way.
void client.prefetchQuery(sessionReading);
await loadCatalogue();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
