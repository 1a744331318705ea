#include "web/web_auth.h"

#include <arpa/inet.h>
#include <stdio.h>

#include "web/web_own.h"
#include "web/web_route.h"

static void tell_address(const h2o_req_t *req, char text[WEB_ADDR_MAX])
{
    union {
        struct sockaddr any;
        struct sockaddr_in v4;
        struct sockaddr_in6 v6;
        struct sockaddr_storage room;
    } peer = {0};
    (void)snprintf(text, WEB_ADDR_MAX, "unix"); /* fits */
    if (req->conn->callbacks->get_peername(req->conn, &peer.any) == 0)
        return;
    if (peer.any.sa_family == AF_INET)
        (void)inet_ntop(AF_INET, &peer.v4.sin_addr, text, WEB_ADDR_MAX); /* fits */
    else if (peer.any.sa_family == AF_INET6)
        (void)inet_ntop(AF_INET6, &peer.v6.sin6_addr, text, WEB_ADDR_MAX); /* fits */
}

int web_auth_check(struct web_call *call, struct err *err)
{
    tell_address(call->req, call->who.address);
    if (call->web->is_open)
        call->who.role = ACCESS_ADMIN;
    if (!call->route || call->who.role >= call->route->role)
        return 0;
    (void)err_set(err, ERR_FORBIDDEN, "a token is needed: 'Authorization: Bearer TOKEN'");
    return 401;
}
