package bot.conversational.application.service.edges;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A call of the contract, and what each kind of caller gets for it.
 *
 * @param name method and path as the API's description has them
 * @param body a good one, with all its texts; empty for a call without
 * @param owner whose conversation, message or session the path names
 * @param other a user of his own, who must not be able to tell it from one that does not exist
 * @param nobody without a token
 * @param administrator who has no right to other people's conversations either
 */
record Route(String name, Optional<String> body, int owner, int other, int nobody, int administrator) {

    /** Every call that there is. A new one takes one line: {@code method path | body | owner | other | nobody | admin}. */
    static final List<Route> ALL = parse("""
            POST /api/v1/users | {"email": "EMAIL", "password": "correct horse battery", "displayName": "Ada"} | 201 | 201 | 201 | 201
            GET /api/v1/users/me | | 200 | 200 | 401 | 200
            PATCH /api/v1/users/me | {"displayName": "Ada", "retentionDays": 30} | 200 | 200 | 401 | 200
            PUT /api/v1/users/me/password | {"currentPassword": "correct horse battery", "newPassword": "a better battery horse"} | 204 | 204 | 401 | 204
            DELETE /api/v1/users/me | {"password": "correct horse battery"} | 204 | 204 | 401 | 204
            GET /api/v1/sessions | | 200 | 200 | 401 | 200
            DELETE /api/v1/sessions/{id} | | 204 | 404 | 401 | 404
            POST /api/v1/sessions | {"email": "OWNER", "password": "correct horse battery"} | 201 | 201 | 201 | 201
            DELETE /api/v1/sessions/current | | 204 | 204 | 401 | 204
            POST /api/v1/api-keys | {"name": "K", "scopes": ["chat"], "expiresAt": "2999-01-01T00:00:00Z", "limits": {"requestsPerMinute": 60, "tokensPerDay": 1000000}} | 201 | 201 | 401 | 201
            GET /api/v1/api-keys | | 200 | 200 | 401 | 200
            PATCH /api/v1/api-keys/{id} | {"name": "K", "limits": {"requestsPerMinute": 60, "tokensPerDay": 1000000}} | 200 | 404 | 401 | 404
            DELETE /api/v1/api-keys/{id} | | 204 | 404 | 401 | 404
            POST /api/v1/folders | {"name": "F", "systemPrompt": "Be brief.", "position": 1} | 201 | 201 | 401 | 201
            GET /api/v1/folders | | 200 | 200 | 401 | 200
            GET /api/v1/folders/{id} | | 200 | 404 | 401 | 404
            PATCH /api/v1/folders/{id} | {"name": "F", "systemPrompt": "Be brief.", "position": 1} | 200 | 404 | 401 | 404
            DELETE /api/v1/folders/{id} | | 204 | 404 | 401 | 404
            GET /api/v1/tags | | 200 | 200 | 401 | 200
            POST /api/v1/conversations | {"title": "T", "systemPrompt": "Be brief.", "tags": ["T"]} | 201 | 201 | 401 | 201
            GET /api/v1/conversations | | 200 | 200 | 401 | 200
            GET /api/v1/conversations/{id} | | 200 | 404 | 401 | 404
            PATCH /api/v1/conversations/{id} | {"title": "T", "pinned": true, "tags": ["T"]} | 200 | 404 | 401 | 404
            DELETE /api/v1/conversations/{id} | | 204 | 404 | 401 | 404
            GET /api/v1/conversations/{id}/messages | | 200 | 404 | 401 | 404
            POST /api/v1/conversations/{id}/messages | {"content": "Hello?"} | 201 | 404 | 401 | 404
            POST /api/v1/conversations/{id}/messages/{mid}/regenerate | {"model": "offline"} | 201 | 404 | 401 | 404
            GET /api/v1/conversations/{id}/messages/{mid}/events | | 200 | 404 | 401 | 404
            POST /api/v1/conversations/{id}/messages/{mid}/stop | | 200 | 404 | 401 | 404
            PUT /api/v1/conversations/{id}/messages/{mid}/feedback | {"rating": "up", "comment": "Yes"} | 204 | 404 | 401 | 404
            DELETE /api/v1/conversations/{id}/messages/{mid}/feedback | | 204 | 404 | 401 | 404
            GET /api/v1/conversations/{id}/export | | 200 | 404 | 401 | 404
            POST /api/v1/conversations/{id}/shares | {"visibility": "link", "expiresAt": "2999-01-01T00:00:00Z", "showName": true, "reasoning": true, "toolResults": true, "files": true} | 201 | 404 | 401 | 404
            PUT /api/v1/conversations/{id}/shares/{sid} | | 200 | 404 | 401 | 404
            GET /api/v1/shares | | 200 | 200 | 401 | 200
            GET /api/v1/shared/{token} | | 200 | 200 | 200 | 200
            GET /api/v1/shared/{token}/files/{blob} | | 200 | 200 | 200 | 200
            POST /api/v1/shared/{token}/copies | {"revision": 1} | 201 | 201 | 401 | 201
            DELETE /api/v1/shares/{id} | | 204 | 404 | 401 | 404
            GET /api/v1/users/me/export | | 200 | 200 | 401 | 200
            POST /api/v1/exports | | 202 | 202 | 401 | 202
            GET /api/v1/exports/{id} | | 200 | 404 | 401 | 404
            GET /api/v1/exports/{id}/file | | 200 | 404 | 401 | 404
            DELETE /api/v1/exports/{id} | | 204 | 404 | 401 | 404
            POST /api/v1/files | {"any": "text"} | 201 | 201 | 401 | 201
            GET /api/v1/files/{blob} | | 200 | 404 | 401 | 404
            POST /api/v1/imports | {"id": "l", "messages": [{"role": "user", "text": "Hello?"}]} | 202 | 202 | 401 | 202
            GET /api/v1/imports | | 200 | 200 | 401 | 200
            GET /api/v1/imports/{id} | | 200 | 404 | 401 | 404
            DELETE /api/v1/imports/{id} | | 204 | 404 | 401 | 404
            GET /api/v1/models | | 200 | 200 | 401 | 200
            GET /api/v1/search/titles | | 200 | 200 | 401 | 200
            GET /api/v1/search/messages | | 200 | 200 | 401 | 200
            GET /api/v1/search/conversations | | 200 | 200 | 401 | 200
            GET /api/v1/analytics/usage | | 200 | 200 | 401 | 200
            GET /api/v1/admin/analytics/usage | | 403 | 403 | 401 | 200
            GET /api/v1/admin/analytics/outcomes | | 403 | 403 | 401 | 200
            GET /api/v1/admin/state | | 403 | 403 | 401 | 200
            GET /api/v1/admin/audit | | 403 | 403 | 401 | 200
            GET /api/v1/admin/users | | 403 | 403 | 401 | 200
            POST /api/v1/admin/users | {"email": "EMAIL", "displayName": "Ada", "role": "user", "invite": true} | 403 | 403 | 401 | 201
            PATCH /api/v1/admin/users/{id} | {"role": "user", "state": "active", "limits": {"requestsPerMinute": 60, "tokensPerDay": 1000000}} | 403 | 403 | 401 | 200
            DELETE /api/v1/admin/users/{id}/sessions | | 403 | 403 | 401 | 204
            POST /api/v1/admin/users/{id}/password-reset | | 403 | 403 | 401 | 201
            GET /api/v1/admin/users/{id}/usage | | 403 | 403 | 401 | 200
            DELETE /api/v1/admin/users/{id} | | 403 | 403 | 401 | 204
            POST /api/v1/admin/service-keys | {"name": "S", "scopes": ["chat"], "expiresAt": "2999-01-01T00:00:00Z"} | 403 | 403 | 401 | 201
            GET /api/v1/admin/service-keys | | 403 | 403 | 401 | 200
            DELETE /api/v1/admin/service-keys/{id} | | 403 | 403 | 401 | 404
            GET /v1/models | | 200 | 200 | 401 | 200
            GET /v1/models/{model} | | 200 | 200 | 401 | 200
            POST /v1/chat/completions | {"model": "offline", "messages": [{"role": "user", "content": "Hello?"}]} | 200 | 200 | 401 | 200
            POST /v1/embeddings | {"model": "not-configured", "input": "Hello?"} | 404 | 404 | 401 | 404
            POST /v1/responses | {"model": "offline", "input": "Hello?", "instructions": "Be brief.", "metadata": {"a": "b"}} | 200 | 200 | 401 | 200
            GET /v1/responses/{id} | | 200 | 404 | 401 | 404
            POST /v1/responses/{id}/cancel | | 200 | 404 | 401 | 404
            GET /v1/responses/{id}/input_items | | 200 | 404 | 401 | 404
            DELETE /v1/responses/{id} | | 200 | 404 | 401 | 404
            POST /v1/conversations | {"metadata": {"a": "b"}, "items": [{"role": "user", "content": "Hello?"}]} | 200 | 200 | 401 | 200
            GET /v1/conversations/{id} | | 200 | 404 | 401 | 404
            POST /v1/conversations/{id} | {"metadata": {"a": "b"}} | 200 | 404 | 401 | 404
            GET /v1/conversations/{id}/items | | 200 | 404 | 401 | 404
            POST /v1/conversations/{id}/items | {"items": [{"role": "user", "content": "Hello?"}]} | 200 | 404 | 401 | 404
            GET /v1/conversations/{id}/items/{item} | | 200 | 404 | 401 | 404
            DELETE /v1/conversations/{id}/items/{item} | | 200 | 404 | 401 | 404
            DELETE /v1/conversations/{id} | | 200 | 404 | 401 | 404
            POST /api/v1/invitations/{token} | {"password": "correct horse battery"} | 404 | 404 | 404 | 404
            """);

    private static List<Route> parse(String table) {
        return table.lines().map(Route::line).toList();
    }

    private static Route line(String line) {
        List<String> cells =
                Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
        List<Integer> statuses =
                cells.subList(2, 6).stream().map(Integer::valueOf).toList();
        return new Route(
                cells.get(0),
                Optional.of(cells.get(1)).filter(body -> !body.isEmpty()),
                statuses.get(0),
                statuses.get(1),
                statuses.get(2),
                statuses.get(3));
    }

    String method() {
        return name.substring(0, name.indexOf(' '));
    }

    String path() {
        return name.substring(name.indexOf(' ') + 1);
    }

    boolean needsSession() {
        return nobody == 401;
    }

    /** Whether anybody can make the service hash a password by it. */
    boolean hashes() {
        return name.equals("POST /api/v1/users") || name.equals("POST /api/v1/sessions");
    }

    /** Whether its body is JSON that has to be so and not otherwise: what OpenAI's clients send may have any field. */
    boolean takesJson() {
        return body.isPresent() && !name.equals("POST /api/v1/files") && !takesForm() && !path().startsWith("/v1/");
    }

    /** Whether its body is the file of a form. */
    boolean takesForm() {
        return name.equals("POST /api/v1/imports");
    }

    /** Of a good body. */
    String contentType() {
        return takesForm() ? SentForm.TYPE : "application/json";
    }

    /** Whether the call is as good without its body. */
    boolean bodyIsOptional() {
        return name.endsWith("/regenerate");
    }

    /** Whether the call may end the session that it is made in, or the account. */
    boolean endsSession() {
        return name.startsWith("DELETE /api/v1/sessions")
                || name.startsWith("DELETE /api/v1/users")
                || name.endsWith("/password");
    }

    @Override
    public String toString() {
        return name;
    }
}
