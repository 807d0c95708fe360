// SPDX-License-Identifier: GPL-3.0-or-later
#include "runbooksteps.h"

#include <widgets/badge.h>
#include <widgets/metrics.h>
#include <widgets/textlabel.h>

#include <QGridLayout>
#include <QVBoxLayout>

namespace sm::pages {

using widgets::TextLabel;
using widgets::TextRole;
using widgets::Tone;
namespace metrics = widgets::metrics;
using Effect = RunbookStepInfo::Effect;

namespace {

constexpr int numberWidth = 20;

struct Word
{
    QString text;
    Tone tone;
};

/// How careful a person has to be with it: the guard's tier, where there is one.
Word careOf(const RunbookStepInfo &step)
{
    if (step.effect == Effect::Human)
        return {RunbookSteps::tr("By hand"), Tone::Neutral};
    if (step.effect == Effect::Read)
        return {RunbookSteps::tr("Reads"), Tone::Neutral};
    if (!step.tier)
        return {RunbookSteps::tr("Depends"), Tone::Warning};
    switch (*step.tier) {
    case Tier::Read:
        return {RunbookSteps::tr("Reads"), Tone::Neutral};
    case Tier::Reversible:
        return {RunbookSteps::tr("Changes"), Tone::Info};
    case Tier::Disruptive:
        return {RunbookSteps::tr("Disruptive"), Tone::Warning};
    case Tier::Destructive:
        return {RunbookSteps::tr("Destructive"), Tone::Bad};
    }
    Q_UNREACHABLE();
}

QString wayBackOf(const RunbookStepInfo &step)
{
    if (!step.mark)
        return {};
    switch (*step.mark) {
    case Mark::Kind::Reversible:
        return RunbookSteps::tr("can be taken back");
    case Mark::Kind::ReversibleUntil:
        return RunbookSteps::tr("can be taken back for a time");
    case Mark::Kind::Partly:
        return RunbookSteps::tr("can be taken back in part");
    case Mark::Kind::Never:
        return RunbookSteps::tr("can not be taken back");
    }
    Q_UNREACHABLE();
}

QString factsOf(const RunbookStepInfo &step)
{
    QStringList facts;
    if (step.uses != QStringLiteral("manual")) // the badge says that
        facts << step.uses;
    if (const QString wayBack = wayBackOf(step); !wayBack.isEmpty())
        facts << wayBack;
    if (step.isConditional)
        facts << RunbookSteps::tr("only if its condition holds");
    return facts.join(RunbookSteps::tr(" · "));
}

TextLabel *wrapped(const QString &text, TextRole role)
{
    auto *label = new TextLabel(text, role);
    label->setWordWrap(true);
    return label;
}

} // namespace

RunbookSteps::RunbookSteps(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_name(title)
    , m_title(new TextLabel(TextRole::Section))
    , m_list(new QVBoxLayout)
{
    setAccessibleName(title);
    m_list->setContentsMargins(0, 0, 0, 0);
    m_list->setSpacing(metrics::gap);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, metrics::gap, 0, 0);
    layout->setSpacing(metrics::smallGap);
    layout->addWidget(m_title);
    layout->addLayout(m_list);
}

void RunbookSteps::setSteps(const QList<RunbookStepInfo> &steps)
{
    while (QLayoutItem *item = m_list->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_title->setText(tr("%1 (%2)").arg(m_name).arg(steps.size()));
    for (int i = 0; i < steps.size(); ++i)
        m_list->addWidget(step(i + 1, steps.at(i)));
    setVisible(!steps.isEmpty());
}

QWidget *RunbookSteps::step(int number, const RunbookStepInfo &step)
{
    auto *box = new QWidget;
    auto *layout = new QGridLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setHorizontalSpacing(metrics::gap);
    layout->setVerticalSpacing(0);
    layout->setColumnMinimumWidth(0, numberWidth);
    layout->setColumnStretch(1, 1);
    auto *count = new TextLabel(tr("%1.").arg(number), TextRole::Body);
    count->setMuted(true);
    count->setTabularFigures(true);
    const Word care = careOf(step);
    layout->addWidget(count, 0, 0, Qt::AlignTop | Qt::AlignRight);
    layout->addWidget(wrapped(step.title, TextRole::Body), 0, 1);
    layout->addWidget(new widgets::Badge(care.text, care.tone), 0, 2, Qt::AlignTop | Qt::AlignRight);
    int row = 1;
    for (const QString &text : {factsOf(step), step.text}) {
        if (!text.isEmpty())
            layout->addWidget(wrapped(text, TextRole::Secondary), row++, 1, 1, 2);
    }
    return box;
}

} // namespace sm::pages
