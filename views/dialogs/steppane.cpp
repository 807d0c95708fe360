// SPDX-License-Identifier: GPL-3.0-or-later
#include "steppane.h"

#include <core/instanttext.h>
#include <core/json.h>
#include <widgets/badge.h>
#include <widgets/changelist.h>
#include <widgets/codeblock.h>
#include <widgets/metrics.h>
#include <widgets/textlabel.h>

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace sm::dialogs {

using widgets::TextLabel;
using widgets::TextRole;
using widgets::Tone;
namespace metrics = widgets::metrics;

namespace {

QString markText(const Mark &mark)
{
    switch (mark.kind) {
    case Mark::Kind::Reversible:
        return StepPane::tr("Reversible");
    case Mark::Kind::ReversibleUntil:
        return mark.until.isValid() ? StepPane::tr("Reversible until %1").arg(utcText(mark.until))
                                    : StepPane::tr("Reversible for a time");
    case Mark::Kind::Partly:
        return StepPane::tr("Partly reversible");
    case Mark::Kind::Never:
        return StepPane::tr("Never reversible");
    }
    Q_UNREACHABLE();
}

Tone markTone(Mark::Kind kind)
{
    if (kind == Mark::Kind::Never)
        return Tone::Bad;
    return kind == Mark::Kind::Partly ? Tone::Warning : Tone::Good;
}

/// One option a line, continued as a shell wants it; nothing is broken inside quotes.
QString onSeveralLines(const QString &cli)
{
    QString text;
    bool quoted = false;
    for (int i = 0; i < cli.size(); ++i) {
        quoted = quoted != (cli.at(i) == u'\'');
        const bool option = !quoted && QStringView(cli).mid(i).startsWith(u" --");
        text += option ? QStringLiteral(" \\\n   ") : QString(cli.at(i));
    }
    return text;
}

} // namespace

StepPane::StepPane(QWidget *parent)
    : ScrollPane(tr("Step"), parent)
    , m_title(new TextLabel(TextRole::Heading))
    , m_mark(new widgets::Badge)
    , m_explanation(new TextLabel(TextRole::Secondary))
    , m_changesTitle(new TextLabel(tr("Changes"), TextRole::Section))
    , m_changes(new widgets::ChangeList)
    , m_notes(new TextLabel(TextRole::Body))
    , m_sends(new TextLabel(TextRole::Section))
    , m_cli(new widgets::CodeBlock(tr("AWS CLI")))
    , m_input(new widgets::CodeBlock(tr("Input")))
{
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, metrics::gap, 0);
    layout->setSpacing(metrics::gap);
    m_title->setWordWrap(true);
    m_explanation->setWordWrap(true);
    m_notes->setWordWrap(true);
    m_input->setMaximumLines(8);
    layout->addWidget(m_title);
    auto *mark = new QHBoxLayout;
    mark->setSpacing(metrics::gap);
    mark->addWidget(m_mark, 0, Qt::AlignTop);
    mark->addWidget(m_explanation, 1);
    layout->addLayout(mark);
    layout->addWidget(m_changesTitle);
    layout->addWidget(m_changes);
    layout->addWidget(m_notes);
    layout->addWidget(m_sends);
    layout->addWidget(m_cli);
    layout->addWidget(m_input);
    layout->addStretch(1);
    setContent(content);
}

void StepPane::setStep(const Step &step, bool titled)
{
    m_title->setText(step.title);
    m_title->setVisible(titled);
    const bool isRead = step.tier == Tier::Read;
    m_mark->setText(isRead ? tr("Read") : markText(step.mark));
    m_mark->setTone(isRead ? Tone::Neutral : markTone(step.mark.kind));
    m_explanation->setText(step.mark.explanation);
    m_changes->setChanges(step.changes);
    m_changesTitle->setVisible(!step.changes.isEmpty());
    m_changes->setVisible(!step.changes.isEmpty());
    m_notes->setText(step.notes.join(u'\n'));
    m_notes->setVisible(!step.notes.isEmpty());
    m_sends->setText(tr("Sends %1").arg(step.iamAction));
    m_cli->setCode(onSeveralLines(step.cli));
    m_input->setCode(QString::fromUtf8(toIndentedJson(step.operation.with)).trimmed());
}

} // namespace sm::dialogs
