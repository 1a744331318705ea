#include "web/web_conn.h"

#include <errno.h>
#include <linux/sockios.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include "base/buf.h"
#include "base/clock.h"
#include "web/web_call.h"
#include "web/web_own.h"

/* Looks at an answer that does not go out, per write timeout. One look that finds as many unread
 * bytes as the last one may be chance; so many in a row are none. */
#define WRITE_LOOKS    8
#define WATCH_SLACK_MS 20 /* between two looks: deadlines that lie together are one wake-up */

/* ---- who it is ---- */

/* IPv6: one customer has a /64 at least. Source: RFC 6177. */
struct web_address web_address_of(const struct sockaddr *sockaddr)
{
    struct web_address address = {0};
    if (sockaddr->sa_family == AF_INET) {
        const struct sockaddr_in *v4 = (const void *)sockaddr;
        address.is_limited = v4->sin_addr.s_addr != htonl(INADDR_LOOPBACK);
        address.bytes[10] = address.bytes[11] = 0xff;
        memcpy(address.bytes + 12, &v4->sin_addr, 4);
    } else if (sockaddr->sa_family == AF_INET6) {
        const struct in6_addr *v6 =
            &((const struct sockaddr_in6 *)(const void *)sockaddr)->sin6_addr;
        bool is_mapped = IN6_IS_ADDR_V4MAPPED(v6);
        memcpy(address.bytes, v6, is_mapped ? 16 : 8);
        address.is_limited = !IN6_IS_ADDR_LOOPBACK(v6);
        if (is_mapped && v6->s6_addr32[3] == htonl(INADDR_LOOPBACK))
            address.is_limited = false;
    }
    return address;
}

static struct list *bucket_of(struct web_conns *conns, const struct web_address *address)
{
    unsigned hash = 2166136261U; /* FNV-1a */
    for (size_t i = 0; i < sizeof(address->bytes); i++)
        hash = (hash ^ address->bytes[i]) * 16777619U;
    return &conns->buckets[hash % WEB_CONN_BUCKETS];
}

static bool has_enough(struct web_conns *conns, const struct web_address *address)
{
    int count = 0;
    if (!address->is_limited || conns->max_per_address == 0)
        return false;
    list_for_each (node, bucket_of(conns, address)) {
        const struct web_conn *conn = list_entry(node, struct web_conn, bucket);
        count += memcmp(conn->address.bytes, address->bytes, sizeof(address->bytes)) == 0;
    }
    return count >= conns->max_per_address;
}

/* ---- who is ended ---- */

/* Both directions: libh2o sees the end at its next read or write, and closes. */
static void cut(struct web_conn *conn)
{
    conn->is_ending = true;
    (void)shutdown(h2o_socket_get_fd(conn->socket), SHUT_RDWR); /* the peer may be gone already */
}

static void look_before(struct web_conns *conns, int64_t time_ms)
{
    if (time_ms >= conns->watch_ms)
        return;
    conns->watch_ms = time_ms;
    loop_timer_arm(conns->watch, time_ms - clock_boot_ms());
}

static void wait_for_request(struct web_conn *conn, int64_t now_ms)
{
    struct web_conns *conns = &conn->web->conns;
    conn->phase = WEB_CONN_READS;
    conn->seen_input = 0;
    bool is_full = conns->count >= conn->web->max_connections;
    int64_t idle_ms = is_full ? WEB_CONN_HURRY_MS : WEB_CONN_IDLE_MS;
    int64_t patience_ms = conn->has_served ? idle_ms : conns->read_timeout_ms;
    conn->deadline_ms = now_ms + patience_ms;
    look_before(conns, now_ms + (patience_ms < conns->read_timeout_ms ? patience_ms
                                                                      : conns->read_timeout_ms));
}

/* What has come since the last look prolongs the wait as its rate allows. */
static int64_t look_at_reader(struct web_conn *conn, int64_t now_ms)
{
    const struct web_conns *conns = &conn->web->conns;
    size_t size = conn->socket->input->size;
    if (size > conn->seen_input && conn->seen_input == 0 && conn->has_served) {
        conn->deadline_ms = now_ms + conns->read_timeout_ms; /* it was idle until about now */
    } else if (size > conn->seen_input) {
        conn->deadline_ms += (int64_t)(size - conn->seen_input) * 1000 / WEB_CONN_BODY_RATE;
        if (conn->deadline_ms > now_ms + conns->read_timeout_ms)
            conn->deadline_ms = now_ms + conns->read_timeout_ms;
    }
    conn->seen_input = size;
    if (conn->has_served && size == 0 && conn->deadline_ms > now_ms + conns->read_timeout_ms)
        return now_ms + conns->read_timeout_ms;
    return conn->deadline_ms;
}

/* Bytes that were sent and not taken: by the peer's kernel for TCP, by the peer for Unix.
 * Source: tcp(7), unix(7), SIOCOUTQ. */
static int unread_of(const struct web_conn *conn)
{
    int unread = 0;
    if (ioctl(h2o_socket_get_fd(conn->socket), SIOCOUTQ, &unread) < 0)
        return 0;
    return unread;
}

static int64_t look_at_writer(struct web_conn *conn, int64_t now_ms)
{
    const struct web_conns *conns = &conn->web->conns;
    bool is_writing = h2o_socket_is_writing(conn->socket);
    int unread = is_writing ? unread_of(conn) : 0;
    if (!is_writing || conn->seen_written != conn->socket->bytes_written ||
        unread != conn->seen_unread)
        conn->moved_ms = now_ms;
    conn->seen_written = conn->socket->bytes_written;
    conn->seen_unread = unread;
    if (now_ms - conn->moved_ms >= conns->write_timeout_ms)
        return now_ms;
    return now_ms + (is_writing ? conns->write_timeout_ms / WRITE_LOOKS : conns->write_timeout_ms);
}

static void watch_fired(void *ctx)
{
    struct web_conns *conns = &((struct web *)ctx)->conns;
    int64_t now_ms = clock_boot_ms();
    int64_t next_ms = INT64_MAX;
    conns->watch_ms = INT64_MAX;
    list_for_each (node, &conns->all) {
        struct web_conn *conn = list_entry(node, struct web_conn, link);
        if (conn->is_ending)
            continue;
        int64_t look_ms = conn->phase == WEB_CONN_READS ? look_at_reader(conn, now_ms)
                                                        : look_at_writer(conn, now_ms);
        if (look_ms <= now_ms) {
            conns->timed_out++;
            cut(conn);
        } else if (look_ms < next_ms) {
            next_ms = look_ms;
        }
    }
    if (next_ms != INT64_MAX)
        look_before(conns, next_ms > now_ms + WATCH_SLACK_MS ? next_ms : now_ms + WATCH_SLACK_MS);
}

/* ---- a connection's life ---- */

static void closed(void *ctx)
{
    struct web_conn *conn = ctx;
    struct web *web = conn->web;
    list_remove(&conn->link);
    list_remove(&conn->bucket);
    if (conn->tls)
        SSL_CTX_free(conn->tls);
    free(conn);
    web->conns.count--;
    web_listen_update(web);
    if (web->conns.count == 0)
        web_conns_ended(web);
}

/* By hand, because such a connection must cost nothing. TLS has no words before its handshake. */
static void refuse(struct web *web, h2o_socket_t *socket, bool is_tls)
{
    static const char answer[] =
        "HTTP/1.1 429 Too Many Requests\r\nContent-Type: application/json\r\nRetry-After: 5\r\n"
        "Connection: close\r\nContent-Length: 71\r\n\r\n"
        "{\"error\":\"too many connections from this address\",\"code\":\"busy\"}      \n";
    char request[4096];
    int fd = h2o_socket_get_fd(socket);
    web->conns.refused++;
    if (!is_tls) {
        (void)!recv(fd, request, sizeof(request), MSG_DONTWAIT); /* unread bytes would reset it */
        (void)!send(fd, answer, sizeof(answer) - 1, MSG_DONTWAIT | MSG_NOSIGNAL);
        (void)shutdown(fd, SHUT_WR);
    }
    h2o_socket_close(socket);
}

/* What the kernel still sends for a connection that is closed, or to a peer that vanished, ends
 * too. Refused only by ancient kernels; then it is as without. Source: tcp(7), TCP_USER_TIMEOUT. */
static void limit_kernel(const struct web_conn *conn)
{
    unsigned timeout_ms = (unsigned)conn->web->conns.write_timeout_ms;
    if (!conn->is_unix)
        (void)setsockopt(h2o_socket_get_fd(conn->socket), IPPROTO_TCP, TCP_USER_TIMEOUT,
                         &timeout_ms, sizeof(timeout_ms));
}

void web_conn_accept(struct web *web, h2o_socket_t *socket, bool is_unix, bool is_tls)
{
    struct web_conns *conns = &web->conns;
    struct sockaddr_storage peer = {0};
    (void)h2o_socket_getpeername(socket, (struct sockaddr *)&peer); /* gone: no address, no limit */
    struct web_address address = web_address_of((struct sockaddr *)&peer);
    if (has_enough(conns, &address)) {
        refuse(web, socket, is_tls);
        return;
    }
    struct web_conn *conn = xmalloc(sizeof(*conn));
    *conn = (struct web_conn){.web = web, .socket = socket, .address = address, .is_unix = is_unix};
    list_append(&conns->all, &conn->link);
    list_init(&conn->bucket);
    if (address.is_limited)
        list_append(bucket_of(conns, &address), &conn->bucket);
    conns->count++;
    conns->accepted++;
    if (is_tls && SSL_CTX_up_ref(web->accept_tls.ssl_ctx))
        conn->tls = web->accept_tls.ssl_ctx;
    socket->on_close.cb = closed;
    socket->on_close.data = conn;
    limit_kernel(conn);
    wait_for_request(conn, clock_boot_ms());
    h2o_accept(is_tls ? &web->accept_tls : &web->accept, socket);
}

struct web_conn *web_conn_of(const h2o_req_t *req)
{
    const h2o_socket_t *socket = req->conn->callbacks->get_socket(req->conn);
    return socket && socket->on_close.cb == closed ? socket->on_close.data : NULL;
}

void web_conn_began(const h2o_req_t *req, struct web_call *call)
{
    struct web_conn *conn = web_conn_of(req);
    if (!conn)
        return;
    struct web_conns *conns = &conn->web->conns;
    conn->phase = WEB_CONN_SERVES;
    conn->has_served = true;
    conn->call = call;
    conn->began_us = clock_boot_us();
    conn->moved_ms = conn->began_us / 1000;
    conn->seen_written = conn->socket->bytes_written;
    look_before(conns, conn->moved_ms + conns->write_timeout_ms);
}

void web_conn_ended(const h2o_req_t *req)
{
    struct web_conn *conn = web_conn_of(req);
    if (!conn)
        return;
    conn->call = NULL;
    if (req->res.status == 101) {
        conn->phase = WEB_CONN_STREAMS;
        return;
    }
    wait_for_request(conn, clock_boot_ms());
    if (conn->web->conns.is_draining && !conn->is_ending)
        cut(conn);
}

/* ---- all of them ---- */

/* Entries still go in and out of this list, but nobody runs it. */
static void put_to_sleep(struct web_conns *conns, h2o_timeout_t *timeout)
{
    h2o_linklist_unlink(&timeout->_link);
    h2o_linklist_insert(&conns->asleep, &timeout->_link);
}

void web_conns_init(struct web *web)
{
    struct web_conns *conns = &web->conns;
    list_init(&conns->all);
    for (size_t i = 0; i < WEB_CONN_BUCKETS; i++)
        list_init(&conns->buckets[i]);
    h2o_linklist_init_anchor(&conns->asleep);
    put_to_sleep(conns, &web->context.handshake_timeout);
    put_to_sleep(conns, &web->context.http1.req_timeout);
    conns->watch = loop_timer_create(web->loop, watch_fired, web);
    conns->watch_ms = INT64_MAX;
}

void web_conns_release(struct web *web)
{
    loop_timer_free(web->conns.watch);
    web->conns.watch = NULL;
}

void web_conns_cut(struct web *web)
{
    list_for_each (node, &web->conns.all)
        cut(list_entry(node, struct web_conn, link));
}

static bool is_idle(const struct web_conn *conn)
{
    return conn->phase == WEB_CONN_READS && conn->has_served && conn->socket->input->size == 0;
}

void web_conns_hurry(struct web *web)
{
    int64_t soon_ms = clock_boot_ms() + WEB_CONN_HURRY_MS;
    list_for_each (node, &web->conns.all) {
        struct web_conn *conn = list_entry(node, struct web_conn, link);
        if (is_idle(conn) && conn->deadline_ms > soon_ms)
            conn->deadline_ms = soon_ms;
    }
    look_before(&web->conns, soon_ms);
}

void web_conns_drain(struct web *web)
{
    list_for_each (node, &web->conns.all) {
        struct web_conn *conn = list_entry(node, struct web_conn, link);
        if (conn->phase == WEB_CONN_READS && conn->socket->input->size == 0)
            cut(conn);
    }
}
