// Two texts side by side, or as one, for solving a conflict.
export * from '@codemirror/merge';
