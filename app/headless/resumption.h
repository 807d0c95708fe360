// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "options.h"

#include <core/plan.h>
#include <core/question.h>

namespace sm::app {

/// Tells on standard error why a run has not come to its end, and the command that goes on with it.
class Resumption
{
public:
    /// The references outlive it; \p run is its number in the journal.
    Resumption(const Plan &plan, const Options &options, qint64 run);

    /// Nobody answered \p question.
    void tell(const Question &question) const;
    /// It waits for something that is no question: a new sign-in.
    void tell(const Error &reason) const;
    /// Nobody knows what became of a step of it.
    void tellOfDoubt() const;
    /// It ended before the steps of these \p titles.
    void tellOfRest(const QStringList &titles) const;

private:
    QString command(const QString &rest = {}) const;
    bool needsSecrets() const;

    const Plan &m_plan;
    const Options &m_options;
    qint64 m_run;
};

} // namespace sm::app
