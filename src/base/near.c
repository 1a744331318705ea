#include "base/near.h"

static size_t least(size_t a, size_t b, size_t c)
{
    size_t low = a < b ? a : b;
    return low < c ? low : c;
}

/* Three rows of the table are enough. */
size_t near_distance(const char *a, size_t a_size, const char *b, size_t b_size)
{
    size_t rows[3][NEAR_MAX + 1] = {{0}};
    if (a_size > NEAR_MAX || b_size > NEAR_MAX)
        return NEAR_MAX;
    for (size_t j = 0; j <= b_size; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a_size; i++) {
        size_t *row = rows[i % 3];
        const size_t *above = rows[(i + 2) % 3];
        const size_t *above2 = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= b_size; j++) {
            size_t same = a[i - 1] == b[j - 1] ? 0 : 1;
            row[j] = least(above[j] + 1, row[j - 1] + 1, above[j - 1] + same);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least(row[j], row[j], above2[j - 2] + 1);
        }
    }
    return rows[a_size % 3][b_size];
}
