// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "explorerarchive.h"
#include "flights.h"

#include <aws/caller.h>
#include <aws/models.h>
#include <core/clock.h>

#include <QJsonObject>

namespace sm::costs {

/// All pages of one answer.
struct PaidPages
{
    QList<QJsonObject> pages;
    QDateTime asOf; ///< UTC
    std::optional<Error> notRenewed; ///< why they are older than they should be

    /// The elements of the list \p member on all pages.
    QJsonArray all(const QString &member) const;
};

/// Answers of paid operations that are short: kept as a whole, and asked for once however many want them.
class PaidAnswers
{
public:
    /// All outlive it. \p caller is a PaidCaller; \p archive may be nullptr. \p scope as ExplorerSource::Settings.
    PaidAnswers(aws::Caller &caller, const aws::Models &models, const Clock &clock, ExplorerArchive *archive,
        QString scope, std::chrono::seconds cacheTtl);

    /// \param fresh asks although an answer is kept
    /// \error as PaidCaller::read(), where nothing is kept
    QCoro::Task<Result<PaidPages>> pages(aws::Call call, bool fresh, CancelToken token);

    /// Forgets what is in memory; the archive has its own way.
    void forget() { m_known.clear(); }

private:
    QString nameOf(const aws::Call &call) const;
    QCoro::Task<void> load(QString name, CancelToken token);
    QCoro::Task<Result<void>> fetch(QString name, aws::Call call, CancelToken unwanted);

    aws::Caller &m_caller;
    const aws::Models &m_models;
    const Clock &m_clock;
    ExplorerArchive *m_archive;
    QString m_scope;
    std::chrono::seconds m_cacheTtl;
    QHash<QString, PaidPages> m_known;
    Flights m_flights;
};

} // namespace sm::costs
