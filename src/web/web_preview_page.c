#include "web/web_preview_page.h"

#include "web/web_call.h"

#define RETRY_S 2

static void add_escaped(struct buf *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '&')
            buf_add(out, "&amp;");
        else if (*text == '<')
            buf_add(out, "&lt;");
        else if (*text == '>')
            buf_add(out, "&gt;");
        else if (*text == '"')
            buf_add(out, "&quot;");
        else
            buf_append(out, text, 1);
    }
}

static void add_paragraph(struct buf *out, const char *text)
{
    if (!text || !*text)
        return;
    buf_add(out, "<p>");
    add_escaped(out, text);
    buf_add(out, "</p>\n");
}

static void add_link(struct buf *out, const struct web_preview_page *page)
{
    if (!page->link)
        return;
    buf_add(out, "<p><a target=\"_top\" href=\"");
    add_escaped(out, page->link);
    buf_add(out, "\">");
    add_escaped(out, page->link_text);
    buf_add(out, "</a></p>\n");
}

void web_preview_page_write(const struct web_preview_page *page, const char *ancestors,
                            struct buf *out)
{
    buf_addf(out,
             "HTTP/1.1 %d %s\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n"
             "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n"
             "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; "
             "base-uri 'none'; form-action 'none'; frame-ancestors %s\r\n",
             page->status, web_call_reason(page->status), ancestors);
    if (page->is_retried)
        buf_addf(out, "Retry-After: %d\r\nRefresh: %d\r\n", RETRY_S, RETRY_S);
    buf_add(out, "\r\n<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\">"
                 "<meta name=\"viewport\" content=\"width=device-width\">"
                 "<meta name=\"color-scheme\" content=\"light dark\"><title>");
    add_escaped(out, page->title);
    buf_add(out, "</title>\n<style>body{font:1rem/1.5 system-ui,sans-serif;margin:3rem auto;"
                 "max-width:36rem;padding:0 1rem}</style>\n<h1>");
    add_escaped(out, page->title);
    buf_add(out, "</h1>\n");
    add_paragraph(out, page->text);
    add_paragraph(out, page->detail);
    add_link(out, page);
}

/* Strict: a page of another site shows the app to nobody who is signed in. */
void web_preview_page_enter(const char *cookie, int lasts_s, bool is_tls, struct buf *out)
{
    buf_add(out, "HTTP/1.1 303 See Other\r\nLocation: /\r\nConnection: close\r\n"
                 "Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\n"
                 "Content-Length: 0\r\n");
    if (cookie)
        buf_addf(out, "Set-Cookie: %s; Path=/; HttpOnly; SameSite=Strict; Max-Age=%d%s\r\n", cookie,
                 lasts_s, is_tls ? "; Secure" : "");
    buf_add(out, "\r\n");
}
