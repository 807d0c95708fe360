// SPDX-License-Identifier: GPL-3.0-or-later
#include "runbookfindings.h"

#include <widgets/badge.h>
#include <widgets/metrics.h>
#include <widgets/textlabel.h>

#include <QFileInfo>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace sm::pages {

using widgets::Badge;
using widgets::TextLabel;
using widgets::TextRole;
using widgets::Tone;
namespace metrics = widgets::metrics;

namespace {

Badge *gradeOf(const RunbookFinding &finding)
{
    switch (finding.grade) {
    case RunbookFinding::Grade::Error:
        return new Badge(RunbookFindings::tr("Error"), Tone::Bad);
    case RunbookFinding::Grade::Warning:
        return new Badge(RunbookFindings::tr("Warning"), Tone::Warning);
    case RunbookFinding::Grade::Note:
        break;
    }
    return new Badge(RunbookFindings::tr("Note"), Tone::Neutral);
}

} // namespace

RunbookFindings::RunbookFindings(QWidget *parent)
    : QWidget(parent)
    , m_title(new TextLabel(TextRole::Section))
    , m_list(new QVBoxLayout)
{
    setAccessibleName(tr("Findings"));
    m_list->setContentsMargins(0, 0, 0, 0);
    m_list->setSpacing(metrics::cardGap);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, metrics::gap, 0, 0);
    layout->setSpacing(metrics::smallGap);
    layout->addWidget(m_title);
    layout->addLayout(m_list);
}

void RunbookFindings::setFindings(const std::optional<QList<RunbookFinding>> &findings, const QString &file)
{
    while (QLayoutItem *item = m_list->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    setVisible(findings.has_value());
    if (!findings)
        return;
    m_title->setText(
        findings->isEmpty() ? tr("Nothing was found wrong in its file.") : tr("Findings (%1)").arg(findings->size()));
    for (const RunbookFinding &each : *findings)
        m_list->addWidget(finding(each, QFileInfo(file).fileName()));
}

QWidget *RunbookFindings::finding(const RunbookFinding &finding, const QString &file)
{
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->setSpacing(metrics::gap);
    head->addWidget(gradeOf(finding));
    auto *place = new TextLabel(tr("%1:%2 · %3").arg(file).arg(finding.line).arg(finding.rule), TextRole::Secondary);
    head->addWidget(place, 1);
    layout->addLayout(head);
    const QString fix = finding.fix.isEmpty() ? QString() : tr("Fix: %1").arg(finding.fix);
    for (const QString &text : {finding.message, fix}) {
        if (text.isEmpty())
            continue;
        auto *label = new TextLabel(text, text == fix ? TextRole::Secondary : TextRole::Body);
        label->setWordWrap(true);
        layout->addWidget(label);
    }
    return box;
}

} // namespace sm::pages
