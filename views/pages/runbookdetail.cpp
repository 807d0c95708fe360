// SPDX-License-Identifier: GPL-3.0-or-later
#include "runbookdetail.h"

#include "bulletlist.h"
#include "runbookactions.h"
#include "runbookfindings.h"
#include "runbooklinks.h"
#include "runbooksteps.h"

#include <core/instanttext.h>
#include <tables/runbooktable.h>
#include <widgets/badge.h>
#include <widgets/buttons.h>
#include <widgets/keyvaluelist.h>
#include <widgets/metrics.h>
#include <widgets/textlabel.h>
#include <widgets/tintbox.h>
#include <widgets/tonename.h>

#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

namespace sm::pages {

using namespace Qt::Literals::StringLiterals;
using tables::RunbookTable;
using widgets::Badge;
using widgets::ButtonKind;
using widgets::makeButton;
using widgets::TextLabel;
using widgets::TextRole;
using widgets::Tone;
namespace metrics = widgets::metrics;

RunbookDetail::RunbookDetail(const RunbookActions &actions, QWidget *parent)
    : ScrollPane(tr("Runbook"), parent)
    , m_title(new TextLabel(TextRole::PageTitle))
    , m_hint(new TextLabel(
          tr("Select one to see what it does. A Markdown file of your team comes in with Import."), TextRole::Body))
    , m_badges(new QWidget)
    , m_badgeRow(new QHBoxLayout(m_badges))
    , m_plan(makeButton(actions.plan(), ButtonKind::Primary))
    , m_undo(makeButton(actions.undo()))
    , m_policy(makeButton(actions.policy()))
    , m_keep(makeButton(actions.keep(), ButtonKind::Primary))
    , m_discard(makeButton(actions.discard()))
    , m_journal(makeButton(actions.journal(), ButtonKind::Quiet))
    , m_adviceBox(new widgets::TintBox(Tone::Warning))
    , m_advice(new TextLabel(TextRole::Body))
    , m_purpose(new TextLabel(TextRole::Body))
    , m_lastRunRow(new QWidget)
    , m_lastRun(new TextLabel(TextRole::Secondary))
    , m_factsTitle(new TextLabel(tr("Details"), TextRole::Section))
    , m_facts(new widgets::KeyValueList)
    , m_findings(new RunbookFindings)
    , m_symptoms(new BulletList(tr("Symptoms")))
    , m_prerequisites(new BulletList(tr("Before you begin")))
    , m_steps(new RunbookSteps(tr("Steps")))
    , m_verification(new RunbookSteps(tr("Verification")))
    , m_rollback(new RunbookSteps(tr("Rollback")))
    , m_links(new RunbookLinks)
{
    buildLayout();
    connect(m_links, &RunbookLinks::opened, this, &RunbookDetail::linkOpened);
    connect(m_facts, &widgets::KeyValueList::copied, this, &RunbookDetail::copied);
    clear();
}

void RunbookDetail::buildLayout()
{
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(metrics::cardPadding, metrics::cardPadding, metrics::cardPadding, metrics::cardPadding);
    layout->setSpacing(metrics::gap);
    for (TextLabel *each : {m_title, m_hint, m_purpose, m_advice})
        each->setWordWrap(true);
    m_badgeRow->setContentsMargins(0, 0, 0, 0);
    m_badgeRow->setSpacing(metrics::smallGap);
    auto *advice = new QVBoxLayout(m_adviceBox);
    advice->setContentsMargins(metrics::cardGap, metrics::gap, metrics::cardGap, metrics::gap);
    advice->addWidget(m_advice);
    m_advice->setTone(Tone::Warning);
    m_parts = {m_badges, m_purpose, buttons(), m_adviceBox, lastRun(), m_findings, m_symptoms, m_prerequisites, m_steps,
        m_verification, m_rollback, m_links, m_factsTitle, m_facts};
    layout->addWidget(m_title);
    layout->addWidget(m_hint);
    for (QWidget *part : std::as_const(m_parts))
        layout->addWidget(part);
    layout->addStretch(1);
    setContent(content);
}

QWidget *RunbookDetail::buttons()
{
    auto *box = new QWidget;
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, metrics::smallGap, 0, metrics::smallGap);
    row->setSpacing(metrics::gap);
    for (QPushButton *each : {m_plan, m_keep, m_discard, m_undo, m_policy})
        row->addWidget(each);
    row->addStretch(1);
    return box;
}

QWidget *RunbookDetail::lastRun()
{
    auto *row = new QHBoxLayout(m_lastRunRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::gap);
    m_lastRun->setWordWrap(true);
    row->addWidget(m_lastRun, 1);
    row->addWidget(m_journal);
    return m_lastRunRow;
}

void RunbookDetail::clear()
{
    m_title->setText(tr("No runbook selected"));
    m_hint->show();
    for (QWidget *part : std::as_const(m_parts))
        part->hide();
}

void RunbookDetail::setRunbook(const RunbookInfo &info, const RunbookTable &table, const QString &here)
{
    const std::optional<LastRun> last = table.lastRun(info.key);
    for (QWidget *part : std::as_const(m_parts))
        part->show();
    m_title->setText(info.title);
    m_hint->hide();
    m_purpose->setText(info.purpose);
    m_purpose->setVisible(!info.purpose.isEmpty() && info.purpose != info.title);
    showBadges(info, table.isReviewDue(info));
    showAdvice(info, here);
    showButtons(info, last);
    showLastRun(info, last);
    showFacts(info);
    m_findings->setFindings(info.findings, info.sourceFile);
    m_symptoms->setLines(info.symptoms);
    m_prerequisites->setLines(info.prerequisites);
    m_steps->setSteps(info.steps);
    m_verification->setSteps(info.verification);
    m_rollback->setSteps(info.rollback);
    m_links->setLinks(info.links);
}

void RunbookDetail::showBadges(const RunbookInfo &info, bool isReviewDue)
{
    while (QLayoutItem *item = m_badgeRow->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    if (info.isDraft)
        m_badgeRow->addWidget(new Badge(tr("Draft"), Tone::Warning));
    if (!info.severity.isEmpty())
        m_badgeRow->addWidget(new Badge(info.severity, Tone::Neutral));
    if (info.findings)
        m_badgeRow->addWidget(new Badge(tables::findingsText(*info.findings),
            widgets::toneNamed(tables::findingsTone(*info.findings)).value_or(Tone::Neutral)));
    if (isReviewDue)
        m_badgeRow->addWidget(new Badge(tr("Review due"), Tone::Warning));
    m_badges->setVisible(m_badgeRow->count() > 0);
    m_badgeRow->addStretch(1);
}

/// What a person should know before acting on it.
void RunbookDetail::showAdvice(const RunbookInfo &info, const QString &here)
{
    QString advice;
    if (info.isDraft)
        advice = tr("Imported and not reviewed. Read its steps, then keep it; before that it can not be planned.");
    else if (!info.isOfThisSystem)
        advice = tr("Written for %1. Here it is planned on %2.").arg(info.systemTitle, here);
    m_advice->setText(advice);
    m_adviceBox->setVisible(!advice.isEmpty());
}

void RunbookDetail::showButtons(const RunbookInfo &info, const std::optional<LastRun> &last)
{
    for (QPushButton *each : {m_keep, m_discard})
        each->setVisible(info.isDraft);
    m_plan->setVisible(!info.isDraft);
    m_undo->setVisible(last && last->canBeUndone);
    m_journal->setVisible(last && last->entry != 0);
}

void RunbookDetail::showLastRun(const RunbookInfo &info, const std::optional<LastRun> &last)
{
    m_lastRunRow->setVisible(!info.isDraft);
    m_lastRun->setText(
        last ? tr("Last run: %1, %2").arg(RunbookTable::endText(*last), utcText(last->at)) : tr("Never run here"));
}

void RunbookDetail::showFacts(const RunbookInfo &info)
{
    QList<widgets::KeyValue> facts;
    if (!info.isDraft)
        facts.append({tr("System"), info.systemTitle, {}});
    if (info.reviewBy.isValid())
        facts.append({tr("Review by"), QLocale(QLocale::English).toString(info.reviewBy, u"d MMM yyyy"_s), {}});
    if (!info.parameters.isEmpty())
        facts.append({tr("Asks for"), info.parameters.join(tr(", ")), {}});
    const bool isShipped = info.sourceFile.startsWith(u':');
    facts.append({tr("File"), isShipped ? tr("Comes with Stationmaster") : info.sourceFile, {}});
    m_facts->setRows(facts);
}

} // namespace sm::pages
