// SPDX-License-Identifier: GPL-3.0-or-later
#include "awscli.h"

#include "awsreading.h"

namespace sm::commandline {

bool AwsCommand::hasErrors() const
{
    return std::any_of(problems.begin(), problems.end(),
        [](const Problem &problem) { return problem.severity == Problem::Severity::Error; });
}

AwsReader::AwsReader(const aws::Models &models)
    : m_models(models)
    , m_names(std::make_shared<const CommandNames>())
{
    const QStringList names = models.serviceNames();
    m_modelled = QSet<QString>(names.begin(), names.end());
}

AwsReader::~AwsReader() = default;

AwsCommand AwsReader::read(const CommandUse &use) const
{
    return AwsReading(m_models, m_modelled, *m_names, use).read();
}

AwsCommand AwsReader::read(const QList<Word> &words) const
{
    CommandUse use;
    use.words = words;
    use.place = words.isEmpty() ? Place() : words.first().place;
    return read(use);
}

} // namespace sm::commandline
