import { config } from 'zod';

// Schemas would be compiled with `new Function`, which the page's content policy forbids and reports. Set before any schema is made.
config({ jitless: true });
