// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/caller.h>
#include <aws/models.h>

#include <optional>

namespace sm::aws {

/// Walks the pages of a list operation, one at a time, so that memory does not grow with their number.
///
///     Paginator pages(caller, models, call);
///     while (true) {
///         const auto page = co_await pages.next(token);
///         if (!page) co_return page.error();
///         if (!*page) break;
///         …
///     }
///
/// An empty page with a token is not the end; a token that comes twice is an error, not a loop. After an error next()
/// asks for the same page again, so that a walk can go on where the connection broke.
class Paginator
{
public:
    Paginator(Caller &caller, const Models &models, Call first);

    /// The next page, or nothing after the last. An operation that does not page gives its one answer.
    /// \error as Caller::read(); Kind::BadReply (code "RepeatedToken") when the service repeats a token
    QCoro::Task<Result<std::optional<QJsonObject>>> next(CancelToken token);

private:
    Result<void> advance(const QJsonObject &page);
    bool wasSeen(const QJsonObject &tokens);

    Caller &m_caller;
    const Models &m_models;
    Call m_call;
    QJsonObject m_lastTokens;
    QJsonObject m_landmark; ///< an earlier page's tokens, renewed after 1, 2, 4, 8, … pages
    qint64 m_pages = 0;
    std::optional<Error> m_failure;
    bool m_done = false;
};

} // namespace sm::aws
