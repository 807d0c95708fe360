// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "costsaws.h"
#include "costsbills.h"
#include "costsextras.h"
#include "costsfigures.h"

#include <core/canceltoken.h>
#include <core/result.h>

#include <QObject>

namespace sm::costs {
class CostInsight;
class CostService;
} // namespace sm::costs

namespace sm::controllers {

/// What the environment's ENABLE_… settings leave on.
struct CostsFeatures
{
    bool explorer = true; ///< Cost Explorer may be asked
    bool forecasting = true;
    bool anomalies = true;
    bool exporting = true;
    bool filters = true; ///< beyond the range
    bool customRanges = true;
};

/// Joins the sources of costs of one system to chart and table: asks what the page's controls say, drops answers that
/// are not wanted any more, and keeps what is shown when a question fails.
class CostsController : public QObject
{
    Q_OBJECT

public:
    struct Services
    {
        costs::CostService &costs;
        costs::CostInsight &insight;
    };

    explicit CostsController(Services services, CostsFeatures features = {}, QObject *parent = nullptr);
    ~CostsController() override;

    tables::CostTable &table() { return m_table; }
    CostsBills &bills() { return m_bills; }
    CostsExtras &extras() { return m_extras; }
    CostsAws &aws() { return m_aws; }
    const CostsFeatures &features() const { return m_features; }

    const QList<CostSourceInfo> &sources() const { return m_sources; }
    /// The one that is shown; nothing while none was asked.
    const CostSourceInfo *source() const;
    const CostsQuestion &question() const { return m_question; }
    const CostsFigures &figures() const { return m_figures; }
    const CostsSummary &summary() const { return m_summary; }
    /// Computed here, with what aws() was asked for.
    const CostOutlook &outlook() const { return m_outlook; }
    const CostMeter &meter() const { return m_meter; }
    /// Why the last question has no answer.
    const std::optional<Error> &problem() const { return m_problem; }
    bool isLoading() const { return m_loading; }
    /// The sources are known, whatever they are.
    bool isReady() const { return m_ready; }
    static QString metricTitle(CostMetric metric);
    /// What is in the sum and what is not, in a sentence.
    static QString metricDefinition(CostMetric metric);
    /// The last day with charges; today where the source does not say.
    QDate lastDay() const;

    /// Reads what sources there are; then asks the one that was shown, or the first that takes no money for it.
    void reload();
    /// Asks again although an answer is kept.
    void refresh();
    /// Asks; what the source does not have is replaced by what it has.
    void ask(CostsQuestion question);
    /// Kept for reload(): the source is asked as soon as it is known.
    void restore(const CostsQuestion &question) { m_question = question; }

    /// One level deeper into the group; nothing when there is none.
    void drill(const QString &key);
    bool canDrill() const;
    /// Back to the first \p levels of the path.
    void goBackTo(qsizetype levels);
    /// Shows all groups by name, or the largest again.
    void setOthersOpen(bool open);
    /// Reads the values that \p dimension can be filtered by; valuesRead() or failed() follows.
    void readValues(const QString &dimension);
    /// Reads who changed what in the account on \p day; changesRead() or failed() follows.
    void readChanges(const QDate &day);
    /// Drops what is kept of the source that is shown; sourceForgotten() or failed() follows. One that takes money is
    /// not asked again by itself.
    void forgetSource();

Q_SIGNALS:
    void sourcesChanged();
    void questionChanged();
    /// figures() and the table are new, both at once.
    void figuresChanged();
    void summaryChanged();
    void stateChanged();
    void meterChanged();
    void valuesRead(const QString &dimension, const QStringList &values);
    void changesRead(const QDate &day, const QList<sm::CostDayEvent> &events);
    void failed(const sm::Error &error);
    void sourceForgotten();

private:
    void showSources(const Result<QList<CostSourceInfo>> &sources);
    const CostSourceInfo *find(CostSource source) const;
    CostsQuestion fitted(CostsQuestion question) const;
    void askNow(bool fresh);
    void askCompared(const CostAnswer &answer, const CostsRange &range);
    void finish(const CostAnswer &answer, const std::optional<CostAnswer> &compared);
    void fail(const Error &error);
    void show();
    CostQuery summaryQuery() const;
    void forgetSummary();
    void forgetShown();
    void askSummary(bool fresh);
    void showSummary(const CostAnswer &daily);
    void showOutlook();
    void readMeter();
    void setLoading(bool loading);

    Services m_services;
    CostsFeatures m_features;
    CostsBills m_bills;
    CostsExtras m_extras;
    CostsAws m_aws;
    tables::CostTable m_table;
    QList<CostSourceInfo> m_sources;
    CostsQuestion m_question;
    CostsRange m_range;
    std::optional<CostAnswer> m_answer;
    std::optional<CostAnswer> m_compared;
    CostsFigures m_figures;
    CostQuery m_summaryQuery;
    CostSource m_summarySource = CostSource::CurBills;
    bool m_summaryFresh = false;
    CostsSummary m_summary;
    CostOutlook m_localOutlook;
    CostOutlook m_outlook;
    CostMeter m_meter;
    std::optional<Error> m_problem;
    bool m_ready = false;
    bool m_loading = false;
    int m_generation = 0; ///< answers of an earlier question are dropped
    CancelSource m_cancel;
    CancelSource m_questionCancel;
    CancelSource m_summaryCancel;
};

} // namespace sm::controllers
