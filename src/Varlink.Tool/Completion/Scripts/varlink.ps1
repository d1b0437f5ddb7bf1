# Completion of varlink for PowerShell. To have it in every shell, put this line into $PROFILE:
#   varlink completion pwsh | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName varlink -ScriptBlock {
    param($word, $command, $position)
    $length = $position - $command.Extent.StartOffset
    $line = $command.ToString().PadRight($length).Substring(0, $length) -replace '^\s*\S+\s', ''
    varlink '[suggest]' $line 2>$null | Where-Object { $_ } | ForEach-Object {
        [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
    }
}
