/* A state as it is told of one run. */
#include "base/scope.h"
#include "repo/repo_state.h"

static void add_names(const struct repo_state *state, int64_t began_us, bool is_made,
                      struct json *root)
{
    int64_t count = 0;
    auto_json struct json *names = json_array();
    for (size_t i = 0; i < state->change_count; i++) {
        const struct repo_change *change = &state->changes[i];
        /* one that was made between two runs was there for the later one, and is not in the patch
         */
        bool is_its_own = change->is_made && change->at_us > began_us;
        bool is_late = change->is_made ? !is_its_own : change->at_us > began_us;
        if (is_made ? !is_its_own : !is_late)
            continue;
        if (count++ < REPO_STATE_NAMES_MAX)
            json_push(names, json_new_string(change->path));
    }
    if (!is_made)
        json_set_bool(root, "is_late", count > 0);
    if (count == 0)
        return;
    json_set_integer(root, is_made ? "made_since" : "late", count);
    json_set(root, is_made ? "made_since_files" : "late_files", take(names));
}

struct json *repo_state_json(const struct repo_state *state, int64_t began_us)
{
    struct json *root = json_object();
    if (!state->has_commit) {
        json_set_string(root, "why", state->why);
        return root;
    }
    json_set_string(root, "commit", state->commit);
    json_set_string(root, "branch", state->branch);
    json_set_bool(root, "is_dirty", state->is_dirty);
    json_set_string(root, "tree", state->tree);
    if (state->patch.size > 0) {
        json_set_integer(root, "files", state->file_count);
        json_set_integer(root, "patch_bytes", (int64_t)state->patch.size);
    }
    if (state->left_out_count > 0) {
        json_set_integer(root, "left_out", state->left_out_count);
        json_set(root, "left_out_files", json_copy(state->left_out));
    }
    add_names(state, began_us, true, root);
    add_names(state, began_us, false, root);
    return root;
}
