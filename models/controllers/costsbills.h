// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/cost.h>
#include <core/result.h>

#include <QObject>

namespace sm::costs {
class CostService;
struct BillRequest;
} // namespace sm::costs

namespace sm::controllers {

/// Opens bill files, one request at a time.
class CostsBills : public QObject
{
    Q_OBJECT

public:
    /// What to do with another delivery of a bill that is there.
    enum class Known { Ask, Replace, AddPart };

    explicit CostsBills(costs::CostService &service, QObject *parent = nullptr);

    bool isOpening() const { return m_opening; }
    /// "march.csv", "3 files"
    QString title() const;

    /// While another is opened this is refused with failed().
    void open(const QStringList &files, const QString &currency = {}, Known known = Known::Ask);
    /// The same files again, after billKnown().
    void openAgain(Known known) { open(m_files, m_currency, known); }
    void cancel();

Q_SIGNALS:
    /// Bytes; \p total 0: not known yet.
    void progressed(qint64 bytes, qint64 total);
    /// Something began or ended.
    void changed();
    void opened(const sm::CostSourceInfo &source);
    /// There is another delivery of it; openAgain() says what to do. \p sentence says what is there.
    void billKnown(const QString &sentence);
    /// What is kept is as before.
    void failed(const sm::Error &error);

private:
    void finish(const Result<CostSourceInfo> &source);

    costs::CostService &m_service;
    QStringList m_files;
    QString m_currency;
    bool m_opening = false;
    CancelSource m_cancel;
};

} // namespace sm::controllers
