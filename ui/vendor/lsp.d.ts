// The client of a language server.
export * from '@codemirror/lsp-client';
