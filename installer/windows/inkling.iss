; Inno Setup's description of the Windows set-up: for one writer, without an administrator. installer/build.py runs iscc on it with
; Version, Program (PyInstaller's folder) and Icon.

[Setup]
AppId={{5C0A3B1E-6C55-4E0B-9C9E-1A0F7D0C8E11}
AppName=Inkling
AppVersion={#Version}
AppVerName=Inkling {#Version}
AppPublisher=The Inkling maintainers
DefaultDirName={autopf}\Inkling
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
LicenseFile=..\..\LICENSE
SetupIconFile={#Icon}
UninstallDisplayIcon={app}\inkling-desk.exe
UninstallDisplayName=Inkling
ChangesAssociations=yes
ChangesEnvironment=yes
CloseApplications=yes
WizardStyle=modern
Compression=lzma2/max
SolidCompression=yes
TimeStampsInUTC=yes

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked
Name: "path"; Description: "Make the command ""inkling"" known to terminals"; Flags: unchecked

; An upgrade leaves nothing of an older version behind. The writer's own files lie elsewhere, in AppData, and are never touched.
[InstallDelete]
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Program}\*"; DestDir: "{app}"; Flags: recursesubdirs createallsubdirs ignoreversion

[Icons]
Name: "{autoprograms}\Inkling"; Filename: "{app}\inkling-desk.exe"
Name: "{autodesktop}\Inkling"; Filename: "{app}\inkling-desk.exe"; Tasks: desktopicon

; Offered under "Open with" for .txt and .md, without taking them from the program that has them.
[Registry]
Root: HKA; Subkey: "Software\Classes\Inkling.Text"; ValueType: string; ValueData: "Text"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Inkling.Text\DefaultIcon"; ValueType: string; ValueData: "{app}\inkling-desk.exe,0"
Root: HKA; Subkey: "Software\Classes\Inkling.Text\shell\open\command"; ValueType: string; ValueData: """{app}\inkling-desk.exe"" ""%1"""
Root: HKA; Subkey: "Software\Classes\.txt\OpenWithProgids"; ValueType: none; ValueName: "Inkling.Text"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.md\OpenWithProgids"; ValueType: none; ValueName: "Inkling.Text"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\Applications\inkling-desk.exe"; ValueType: string; ValueName: "FriendlyAppName"; ValueData: "Inkling"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Applications\inkling-desk.exe\SupportedTypes"; ValueType: string; ValueName: ".txt"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\inkling-desk.exe\SupportedTypes"; ValueType: string; ValueName: ".md"; ValueData: ""
Root: HKCU; Subkey: "Environment"; ValueType: expandsz; ValueName: "Path"; ValueData: "{olddata};{app}"; Tasks: path; Check: LacksPath

[Run]
Filename: "{app}\inkling-desk.exe"; Description: "{cm:LaunchProgram,Inkling}"; Flags: nowait postinstall skipifsilent

[Code]
function PathWithout(Path: string): string;
begin
  Result := ';' + Path + ';';
  StringChangeEx(Result, ';' + ExpandConstant('{app}') + ';', ';', True);
  Result := Copy(Result, 2, Length(Result) - 2);
end;

function LacksPath: Boolean;
var
  Path: string;
begin
  Result := not RegQueryStringValue(HKCU, 'Environment', 'Path', Path) or (PathWithout(Path) = Path);
end;

procedure CurUninstallStepChanged(Step: TUninstallStep);
var
  Path: string;
begin
  if (Step = usPostUninstall) and RegQueryStringValue(HKCU, 'Environment', 'Path', Path) then
    if PathWithout(Path) <> Path then
      RegWriteExpandStringValue(HKCU, 'Environment', 'Path', PathWithout(Path));
end;
