#include "watch/watch_dirs.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/scope.h"

/* top(1) ─ a(2) ─ b(3) ─ c(4), and d(5) below the top */
struct tree {
    struct watch_dirs dirs;
    struct watch_dir *top, *a, *b, *c, *d;
};

static void plant(struct tree *tree)
{
    *tree = (struct tree){.dirs.inotify = -1};
    tree->top = watch_dirs_add(&tree->dirs, 1, false, NULL, "");
    tree->a = watch_dirs_add(&tree->dirs, 2, false, tree->top, "a");
    tree->b = watch_dirs_add(&tree->dirs, 3, false, tree->a, "b");
    tree->c = watch_dirs_add(&tree->dirs, 4, false, tree->b, "c");
    tree->d = watch_dirs_add(&tree->dirs, 5, false, tree->top, "d");
}

static void assert_path(const struct watch_dir *dir, const char *name, const char *path)
{
    auto_free char *found = watch_dirs_path(dir, name);
    assert_string_equal(found, path);
}

static void paths_begin_below_the_top(void **state)
{
    (void)state;
    struct tree tree;
    plant(&tree);
    assert_path(tree.top, NULL, "");
    assert_path(tree.top, "file", "file");
    assert_path(tree.c, NULL, "a/b/c");
    assert_path(tree.c, "file", "a/b/c/file");
    watch_dirs_release(&tree.dirs);
}

static void a_move_gives_new_paths_to_all_below(void **state)
{
    (void)state;
    struct tree tree;
    plant(&tree);
    watch_dirs_move(tree.b, tree.d, "new");
    assert_path(tree.c, "file", "d/new/c/file");
    assert_ptr_equal(watch_dirs_child(&tree.dirs, tree.d, "new"), tree.b);
    assert_null(watch_dirs_child(&tree.dirs, tree.a, "b"));
    watch_dirs_move(tree.b, tree.d, tree.b->name);
    assert_path(tree.c, NULL, "d/new/c");
    watch_dirs_release(&tree.dirs);
}

static void what_is_forgotten_takes_along_what_is_below(void **state)
{
    (void)state;
    struct tree tree;
    plant(&tree);
    watch_dirs_forget(&tree.dirs, tree.a);
    assert_int_equal(tree.dirs.count, 2);
    assert_null(watch_dirs_find(&tree.dirs, 4));
    assert_ptr_equal(watch_dirs_find(&tree.dirs, 5), tree.d);
    assert_int_equal(tree.top->children, 1);
    watch_dirs_release(&tree.dirs);
}

static void a_directory_is_below_itself_and_those_above(void **state)
{
    (void)state;
    struct tree tree;
    plant(&tree);
    assert_true(watch_dirs_is_below(tree.c, tree.a));
    assert_true(watch_dirs_is_below(tree.c, tree.c));
    assert_false(watch_dirs_is_below(tree.a, tree.c));
    assert_false(watch_dirs_is_below(tree.d, tree.a));
    watch_dirs_release(&tree.dirs);
}

static void numbers_are_found_in_whatever_order_they_came(void **state)
{
    (void)state;
    struct watch_dirs dirs = {.inotify = -1};
    struct watch_dir *top = watch_dirs_add(&dirs, 7919, false, NULL, "");
    for (int i = 1; i <= 1000; i++) {
        char name[16];
        (void)snprintf(name, sizeof(name), "%d", i); /* fits */
        (void)watch_dirs_add(&dirs, i * 7 % 1009, false, top, name);
    }
    for (int i = 1; i <= 1000; i++) {
        const struct watch_dir *dir = watch_dirs_find(&dirs, i * 7 % 1009);
        char name[16];
        (void)snprintf(name, sizeof(name), "%d", i); /* fits */
        assert_non_null(dir);
        assert_string_equal(dir->name, name);
    }
    assert_null(watch_dirs_find(&dirs, 1010));
    watch_dirs_forget(&dirs, top);
    assert_int_equal(dirs.count, 0);
    watch_dirs_release(&dirs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paths_begin_below_the_top),
        cmocka_unit_test(a_move_gives_new_paths_to_all_below),
        cmocka_unit_test(what_is_forgotten_takes_along_what_is_below),
        cmocka_unit_test(a_directory_is_below_itself_and_those_above),
        cmocka_unit_test(numbers_are_found_in_whatever_order_they_came),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
