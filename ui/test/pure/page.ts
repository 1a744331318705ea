// What modules of the page touch when they are loaded: enough of a browser for what draws nothing. Import it first.
Object.assign(globalThis, {
  document: {
    hidden: false,
    createTreeWalker: () => ({}),
    createComment: () => ({}),
    addEventListener: () => {},
    removeEventListener: () => {},
  },
});
