// SPDX-License-Identifier: GPL-3.0-or-later
#include "paidanswers.h"

#include "explorererror.h"

#include <aws/paginator.h>
#include <core/json.h>

#include <QCryptographicHash>
#include <QJsonArray>

namespace sm::costs {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype MostKnown = 256; // answers in memory

QByteArray textOf(const PaidPages &pages)
{
    QJsonArray all;
    for (const QJsonObject &page : pages.pages)
        all << page;
    return toCompactJson(QJsonObject{{u"asOf"_s, pages.asOf.toString(Qt::ISODateWithMs)}, {u"pages"_s, all}});
}

/// What is damaged is not kept.
std::optional<PaidPages> pagesOf(const QByteArray &text)
{
    const Result<QJsonValue> kept = parseJson(text);
    PaidPages pages;
    pages.asOf = kept ? QDateTime::fromString((*kept)[u"asOf"_s].toString(), Qt::ISODateWithMs) : QDateTime();
    if (!pages.asOf.isValid())
        return std::nullopt;
    const QJsonArray all = (*kept)[u"pages"_s].toArray();
    for (const QJsonValue &page : all)
        pages.pages << page.toObject();
    return pages;
}

} // namespace

QJsonArray PaidPages::all(const QString &member) const
{
    QJsonArray elements;
    for (const QJsonObject &page : pages) {
        const QJsonArray some = page.value(member).toArray();
        for (const QJsonValue &each : some)
            elements << each;
    }
    return elements;
}

PaidAnswers::PaidAnswers(aws::Caller &caller, const aws::Models &models, const Clock &clock, ExplorerArchive *archive,
    QString scope, std::chrono::seconds cacheTtl)
    : m_caller(caller)
    , m_models(models)
    , m_clock(clock)
    , m_archive(archive)
    , m_scope(std::move(scope))
    , m_cacheTtl(cacheTtl)
{
}

QString PaidAnswers::nameOf(const aws::Call &call) const
{
    const QByteArray digest = QCryptographicHash::hash(toCompactJson(call.input), QCryptographicHash::Sha256);
    return u"%1/%2/%3/%4"_s.arg(m_scope, call.service, call.operation, QString::fromLatin1(digest.toHex().first(32)));
}

QCoro::Task<Result<PaidPages>> PaidAnswers::pages(aws::Call call, bool fresh, CancelToken token)
{
    const QString name = nameOf(call);
    co_await load(name, token);
    const QDateTime now = m_clock.nowUtc();
    const QDateTime since = fresh ? now : now.addSecs(-m_cacheTtl.count());
    const auto known = m_known.constFind(name);
    if (known != m_known.constEnd() && known->asOf >= since)
        co_return *known;
    const Flights::Work work = [this, name, call](CancelToken unwanted) { return fetch(name, call, unwanted); };
    const Result<void> done = co_await m_flights.join(name, work, token);
    if (!done && done.error().kind() == Error::Kind::Cancelled)
        co_return done.error();
    const auto found = m_known.constFind(name);
    if (found == m_known.constEnd() || (!done && done.error().kind() == Error::Kind::Denied))
        co_return done ? Error::cancelled() : done.error();
    PaidPages pages = *found;
    if (!done)
        pages.notRenewed = done.error();
    co_return pages;
}

QCoro::Task<void> PaidAnswers::load(QString name, CancelToken token)
{
    if (!m_archive || m_known.contains(name))
        co_return;
    const auto kept = co_await m_archive->read(name, token);
    if (!kept || !*kept)
        co_return;
    if (const std::optional<PaidPages> pages = pagesOf((*kept)->text); pages && !m_known.contains(name))
        m_known.insert(name, *pages);
}

QCoro::Task<Result<void>> PaidAnswers::fetch(QString name, aws::Call call, CancelToken unwanted)
{
    PaidPages answered;
    answered.asOf = m_clock.nowUtc();
    aws::Paginator walk(m_caller, m_models, call);
    while (true) {
        const auto page = co_await walk.next(unwanted);
        if (!page)
            co_return page.error();
        if (!*page)
            break;
        answered.pages << **page;
    }
    if (m_known.size() >= MostKnown)
        m_known.clear();
    m_known.insert(name, answered);
    if (m_archive) {
        // Not written: the next start of the program asks again.
        const Result<void> written = co_await m_archive->write(name, textOf(answered), ExplorerArchive::Keep::Open, {});
        static_cast<void>(written);
    }
    co_return ok();
}

} // namespace sm::costs
