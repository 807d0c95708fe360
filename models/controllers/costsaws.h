// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "costsfigures.h"

#include <core/canceltoken.h>
#include <core/costoutlook.h>
#include <core/result.h>

#include <QObject>

namespace sm::costs {
class CostInsight;
}

namespace sm::controllers {

/// What AWS itself says beside the figures of Cost Explorer: where they are going, and what was unusual. Each costs
/// $0.01, so it is asked when somebody wants it.
class CostsAws : public QObject
{
    Q_OBJECT

public:
    explicit CostsAws(costs::CostInsight &insight, QObject *parent = nullptr);

    bool isForecastWanted() const { return m_forecastWanted; }
    bool isAskingAnomalies() const { return m_askingAnomalies; }
    /// Nothing: AWS was not asked for them.
    const std::optional<QList<CostAnomaly>> &anomalies() const { return m_anomalies; }

    /// Instead of the forecast that is computed here. changed() follows, and once more, or failed(), when AWS has
    /// answered.
    void setForecastWanted(bool wanted, const CostsQuestion &question);
    /// changed() or failed() follows.
    void askAnomalies();
    /// Which tags and cost categories there are to group by; tagsTold() or failed() follows.
    void askTags();
    /// Asks for the forecast that \p question needs, if it is wanted; changed() or failed() follows.
    void askForecast(const CostsQuestion &question);

    /// Drops what AWS said, and wants its forecast no more.
    void forget();

    /// \p local with AWS's anomalies, and AWS's forecast in place of its own where that was asked for. Of another
    /// source than Cost Explorer it is as it was.
    CostOutlook joined(const CostOutlook &local, const CostsSummary &summary, const CostsQuestion &question) const;

Q_SIGNALS:
    void changed();
    void tagsTold();
    void failed(const sm::Error &error);

private:
    /// What a forecast is of.
    struct Subject
    {
        CostMetric metric = CostMetric::Unblended;
        QList<CostFilter> filters;

        friend bool operator==(const Subject &, const Subject &) = default;
    };

    static Subject subjectOf(const CostsQuestion &question) { return {question.metric, question.allFilters()}; }
    void addForecast(CostOutlook &outlook, const CostsSummary &summary) const;

    costs::CostInsight &m_insight;
    bool m_forecastWanted = false;
    bool m_askingAnomalies = false;
    bool m_askingTags = false;
    std::optional<QList<CostAnomaly>> m_anomalies;
    std::optional<Subject> m_asked; ///< of the forecast that is there or under way
    std::optional<CostAwsForecast> m_forecast;
    CancelSource m_cancel;
    CancelSource m_forecastCancel;
};

} // namespace sm::controllers
