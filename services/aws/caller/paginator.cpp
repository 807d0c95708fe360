// SPDX-License-Identifier: GPL-3.0-or-later
#include <aws/paginator.h>

#include <core/jmespath.h>

#include <QCoreApplication>

#include <bit>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("aws::Paginator", text); }

/// The tokens of the next request; a token that the page does not give is absent.
Result<QJsonObject> tokensOf(const Pagination &pagination, const QJsonObject &page)
{
    QJsonObject tokens;
    const qsizetype count = std::min(pagination.inputTokens.size(), pagination.outputTokens.size());
    for (qsizetype i = 0; i < count; ++i) {
        const Result<QJsonValue> token = jmespath::search(pagination.outputTokens.at(i), page);
        if (!token)
            return token.error();
        if (jmespath::isTrue(*token))
            tokens.insert(pagination.inputTokens.at(i), *token);
    }
    return tokens;
}

Result<bool> saysThatThereIsMore(const Pagination &pagination, const QJsonObject &page)
{
    if (pagination.moreResults.isEmpty())
        return true;
    const Result<QJsonValue> more = jmespath::search(pagination.moreResults, page);
    if (!more)
        return more.error();
    return jmespath::isTrue(*more);
}

} // namespace

Paginator::Paginator(Caller &caller, const Models &models, Call first)
    : m_caller(caller)
    , m_models(models)
    , m_call(std::move(first))
{
}

QCoro::Task<Result<std::optional<QJsonObject>>> Paginator::next(CancelToken token)
{
    if (m_failure)
        co_return Error(*m_failure);
    if (m_done)
        co_return std::optional<QJsonObject>();
    Result<Answer> answer = co_await m_caller.read(m_call, token);
    if (!answer)
        co_return answer.error();
    // The page itself is good whatever its token is worth: a wrong token is told when the next page is asked for.
    if (const Result<void> advanced = advance(answer->output); !advanced)
        m_failure = advanced.error();
    co_return std::optional<QJsonObject>(std::move(answer->output));
}

/// Brent's cycle detection: a token that comes back after any number of pages is found with two tokens remembered.
bool Paginator::wasSeen(const QJsonObject &tokens)
{
    const bool seen = tokens == m_lastTokens || tokens == m_landmark;
    ++m_pages;
    if (std::has_single_bit(quint64(m_pages)))
        m_landmark = tokens;
    m_lastTokens = tokens;
    return seen;
}

Result<void> Paginator::advance(const QJsonObject &page)
{
    m_done = true;
    const Result<std::shared_ptr<const ServiceModel>> service = m_models.service(m_call.service);
    if (!service)
        return service.error();
    const Pagination *pagination = (*service)->pagination(m_call.operation);
    if (!pagination)
        return ok();
    const Result<bool> more = saysThatThereIsMore(*pagination, page);
    if (!more)
        return more.error();
    const Result<QJsonObject> tokens = tokensOf(*pagination, page);
    if (!tokens)
        return tokens.error();
    if (!*more || tokens->isEmpty())
        return ok();
    if (wasSeen(*tokens))
        return Error(Error::Kind::BadReply,
            tr("The list of %1 would never end: the service gave the same page token twice.").arg(m_call.operation))
            .withCode(u"RepeatedToken"_s);
    for (const QString &name : pagination->inputTokens)
        m_call.input.remove(name);
    for (auto each = tokens->begin(); each != tokens->end(); ++each)
        m_call.input.insert(each.key(), each.value());
    m_done = false;
    return ok();
}

} // namespace sm::aws
